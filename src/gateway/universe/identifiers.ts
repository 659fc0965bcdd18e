/** Security identifiers with right check digits, for instruments whose own are not given. */

/** The check digit by Luhn over letters as two digits (A = 10), as ISINs have it. */
function isinDigit(body: string): number {
  const digits = Array.from(body, (char) => Number.parseInt(char, 36).toString()).join("");
  let sum = 0;
  for (let at = digits.length - 1, double = true; at >= 0; at -= 1, double = !double) {
    const digit = Number(digits[at]) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return (10 - (sum % 10)) % 10;
}

/** @param country two letters @param number up to nine letters or digits */
export function isinFrom(country: string, number: string): string {
  const body = `${country}${number.padStart(9, "0").slice(-9)}`;
  return `${body}${isinDigit(body)}`;
}

export const isIsin = (text: string): boolean =>
  /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(text) && isinDigit(text.slice(0, 11)) === Number(text[11]);
