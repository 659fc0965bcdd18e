/** The host's clock, on request. */
import type { Service, Surroundings } from "../service.ts";

export function timeService({ now }: Surroundings): Service<"REQ_CURRENT_TIME" | "REQ_CURRENT_TIME_IN_MILLIS"> {
  return {
    answers: {
      REQ_CURRENT_TIME: (_, from) => from.send("CURRENT_TIME", { currentTime: Math.floor(now() / 1000) }),
      REQ_CURRENT_TIME_IN_MILLIS: (_, from) => from.send("CURRENT_TIME_IN_MILLIS", { currentTimeInMillis: now() }),
    },
  };
}
