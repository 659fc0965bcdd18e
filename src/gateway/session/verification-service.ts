/**
 * The exchange by which registered programs prove who made them. What a real host accepts is a secret between it and
 * their makers; here every answer to a challenge that was really given is accepted, and the others are refused in words.
 */
import type { ClientPort, Service, Surroundings } from "../service.ts";

const hexDigits = 32;

export function verificationService({
  random,
}: Surroundings): Service<"VERIFY_REQUEST" | "VERIFY_MESSAGE" | "VERIFY_AND_AUTH_REQUEST" | "VERIFY_AND_AUTH_MESSAGE"> {
  const chance = random("verification");
  const challenged = new Map<ClientPort, "plain" | "login">();
  const challenge = (): string => Array.from({ length: hexDigits }, () => chance.whole(16).toString(16)).join("");
  const outcome = (from: ClientPort, kind: "plain" | "login", answered: boolean) => {
    const asked = challenged.get(from) === kind;
    challenged.delete(from);
    const isSuccessful = asked && answered;
    return {
      isSuccessful,
      errorText: isSuccessful ? "" : asked ? "The answer to the challenge is empty" : "No verification was begun",
    };
  };
  return {
    answers: {
      VERIFY_REQUEST: (_, from) => {
        challenged.set(from, "plain");
        from.send("VERIFY_MESSAGE_API", { apiData: challenge() });
      },
      VERIFY_MESSAGE: ({ apiData }, from) => from.send("VERIFY_COMPLETED", outcome(from, "plain", Boolean(apiData))),
      VERIFY_AND_AUTH_REQUEST: (_, from) => {
        challenged.set(from, "login");
        from.send("VERIFY_AND_AUTH_MESSAGE_API", { apiData: challenge(), xyzChallenge: challenge() });
      },
      VERIFY_AND_AUTH_MESSAGE: ({ apiData, xyzResponse }, from) =>
        from.send("VERIFY_AND_AUTH_COMPLETED", outcome(from, "login", Boolean(apiData) && Boolean(xyzResponse))),
    },
    clientLeft: (client) => void challenged.delete(client),
  };
}
