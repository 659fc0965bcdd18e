/**
 * An advisor's set-up as the API reads and replaces it: groups of accounts with a method of allocation, and aliases.
 * The documents are small and have no attributes that matter, so elements are found by their names.
 *
 * Source: the vendor's page on financial advisors; the official samples' group documents.
 */

export interface Group {
  readonly name: string;
  /** `EqualQuantity`, `NetLiq`, `AvailableEquity`, `Percent`, `Ratio`, `ContractsOrShares`, `MonetaryAmount`. */
  readonly method: string;
  readonly accounts: readonly GroupAccount[];
}

export interface GroupAccount {
  readonly account: string;
  /** Percentage, ratio, quantity or money, by the method; 0 where the method needs none. */
  readonly amount: number;
}

const head = '<?xml version="1.0" encoding="UTF-8"?>';

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
const unescaped = (text: string): string =>
  Object.entries(escapes)
    .toReversed()
    .reduce((all, [sign, written]) => all.replaceAll(written, sign), text);

export function groupsXml(groups: readonly Group[]): string {
  const lines = groups.map(({ name, method, accounts }) => {
    const members = accounts.map(
      ({ account, amount }) =>
        `<Account><acct>${escaped(account)}</acct>${amount === 0 ? "" : `<amount>${amount}</amount>`}</Account>`,
    );
    return `<Group><name>${escaped(name)}</name><ListOfAccts varName="list">${members.join("")}</ListOfAccts><defaultMethod>${escaped(method)}</defaultMethod></Group>`;
  });
  return `${head}<ListOfGroups>${lines.join("")}</ListOfGroups>`;
}

export function aliasesXml(aliases: readonly (readonly [account: string, alias: string])[]): string {
  const lines = aliases.map(
    ([account, alias]) =>
      `<AccountAlias><account>${escaped(account)}</account><alias>${escaped(alias)}</alias></AccountAlias>`,
  );
  return `${head}<ListOfAccountAliases>${lines.join("")}</ListOfAccountAliases>`;
}

/** The contents of all elements of a name. */
const contents = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, "g"))].map((found) => found[1] ?? "");

const textOf = (xml: string, name: string): string => unescaped((contents(xml, name)[0] ?? "").trim());

/** @returns undefined when the text is no list of groups */
export function groupsFromXml(xml: string): Group[] | undefined {
  const list = contents(xml, "ListOfGroups")[0];
  if (list === undefined && !/<ListOfGroups\s*\/>/.test(xml)) return undefined;
  const groups = contents(list ?? "", "Group").map((group): Group => {
    const members = contents(group, "Account");
    const accounts =
      members.length > 0
        ? members.map((one) => ({ account: textOf(one, "acct"), amount: Number(textOf(one, "amount")) || 0 }))
        : // Older documents name the accounts only.
          contents(group, "String").map((one) => ({ account: unescaped(one.trim()), amount: 0 }));
    return { name: textOf(group, "name"), method: textOf(group, "defaultMethod") || "EqualQuantity", accounts };
  });
  return groups.every(({ name }) => name !== "") ? groups : undefined;
}
