/** REQ_SMART_COMPONENTS and REQ_MKT_DEPTH_EXCHANGES: exchanges behind letters, and exchanges with books. */
import { refuseAsInvalid } from "../accounts/refusals.ts";
import type { Service } from "../service.ts";
import { listed } from "../universe/derived-listings.ts";
import { componentsByName, depthBooks } from "./venues.ts";

export const smartComponentsService = (): Service<"REQ_SMART_COMPONENTS"> => ({
  answers: {
    REQ_SMART_COMPONENTS: ({ reqId, bboExchange }, from) => {
      const found = componentsByName(bboExchange ?? "", listed);
      if (!found) return refuseAsInvalid(from, reqId ?? -1, `Invalid exchange map ${bboExchange ?? ""}`);
      from.send("SMART_COMPONENTS", { reqId: reqId ?? -1, smartComponents: found.map((each) => ({ ...each })) });
    },
  },
});

export const depthExchangesService = (): Service<"REQ_MKT_DEPTH_EXCHANGES"> => ({
  answers: {
    REQ_MKT_DEPTH_EXCHANGES: (_, from) =>
      from.send("MKT_DEPTH_EXCHANGES", {
        depthMarketDataDescriptions: depthBooks.map((book) => ({ ...book, isL2: book.serviceDataType === "Deep2" })),
      }),
  },
});
