/** Which way bytes went: `in` is host to client, `out` client to host, as the official clients say. */
export type Direction = "in" | "out";
