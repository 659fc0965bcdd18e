/** The kinds of advisor set-up that a financial advisor's client can read and replace. */
import { codeTable } from "./code-table.ts";

export const faDataTypes = codeTable(
  "advisor data type",
  "Which part of the advisor set-up a message carries",
  "official documentation of financial advisor requests",
  "closed",
  [
    {
      code: 1,
      name: "GROUPS",
      about: "Allocation groups with their accounts and methods; profiles are merged into them",
    },
    {
      code: 2,
      name: "PROFILES",
      about: "Allocation profiles, dropped at server version 177; clients then refuse the value with 585",
    },
    { code: 3, name: "ALIASES", about: "Names that the advisor gave to accounts; can be read, replacing is refused" },
  ],
);
