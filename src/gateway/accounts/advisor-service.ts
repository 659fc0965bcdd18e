/** REQ_FA and REPLACE_FA: an advisor's groups and aliases, read and replaced as XML. */
import { gates } from "../../catalogue/gates.ts";
import type { Service, Surroundings } from "../service.ts";
import type { Accounts } from "./accounts.ts";
import { aliasesXml, groupsFromXml, groupsXml } from "./advisor-groups.ts";
import { refuseAsInvalid, refusedAsReadOnly } from "./refusals.ts";

const dataTypes = { groups: 1, profiles: 2, aliases: 3 } as const;
/** Source: error table. */
const codes = { unsaved: 10230, invalidAccounts: 10231, profilesGone: 585 } as const;
/** How long the advisor's set-up takes to be saved. */
const saveMs = 50;
/** Captured from a paper gateway. */
const notAnAdvisor = "FA data operations ignored for non FA customers";

export function advisorService(surroundings: Surroundings, accounts: Accounts): Service<"REQ_FA" | "REPLACE_FA"> {
  let saving = false;
  return {
    answers: {
      REQ_FA: ({ faDataType }, from) => {
        if (accounts.advisor === undefined) return refuseAsInvalid(from, -1, notAnAdvisor);
        if (saving)
          return from.error(
            -1,
            codes.unsaved,
            "You have unsaved FA changes. Please retry 'request FA' operation later, when 'replace FA' operation is complete.",
          );
        switch (faDataType) {
          case dataTypes.groups:
            return from.send("RECEIVE_FA", { faDataType, xml: groupsXml(accounts.state.groups) });
          case dataTypes.aliases:
            return from.send("RECEIVE_FA", { faDataType, xml: aliasesXml(accounts.names.map((name) => [name, name])) });
          case dataTypes.profiles:
            // Profiles became groups; older clients find none.
            if (from.serverVersion < gates.FA_PROFILE_DESUPPORT.version)
              return from.send("RECEIVE_FA", {
                faDataType,
                xml: groupsXml([]).replaceAll("Groups", "AllocationProfiles"),
              });
            return from.error(-1, codes.profilesGone, "FA Profile is not supported anymore, use FA Group instead");
          default:
            return refuseAsInvalid(from, -1, `Invalid FA data type ${faDataType ?? ""}`);
        }
      },
      REPLACE_FA: ({ reqId, faDataType, xml }, from) => {
        const id = reqId ?? -1;
        if (accounts.advisor === undefined) return refuseAsInvalid(from, id, notAnAdvisor);
        if (refusedAsReadOnly(surroundings, from, id)) return;
        if (faDataType === dataTypes.profiles)
          return from.error(id, codes.profilesGone, "FA Profile is not supported anymore, use FA Group instead");
        if (faDataType !== dataTypes.groups)
          return refuseAsInvalid(from, id, "Only groups of an advisor can be replaced through the API");
        const groups = groupsFromXml(xml ?? "");
        if (!groups) return refuseAsInvalid(from, id, "The FA XML is not a list of groups");
        const wrong = groups.filter((group) => group.accounts.some(({ account }) => !accounts.has(account)));
        if (wrong.length > 0)
          return from.error(
            id,
            codes.invalidAccounts,
            `The following groups contain invalid accounts: ${wrong.map(({ name }) => name).join(", ")}`,
          );
        saving = true;
        surroundings.after(saveMs, () => {
          saving = false;
          accounts.state.groups = groups;
          if (from.serverVersion >= gates.REPLACE_FA_END.version)
            from.send("REPLACE_FA_END", { reqId: id, text: "success" });
        });
      },
    },
  };
}
