/** How many columns of a terminal a text takes. */

// Scripts and signs that terminals draw two columns wide, and marks that are drawn over the letter before.
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const combining = /[\p{Mn}\p{Me}\p{Cf}]/u;
const plain = /^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF\u2190-\u21FF]*$/;

/** The columns that a text without control characters takes; letters of East Asian scripts count twice. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const sign of text) width += wide.test(sign) ? 2 : combining.test(sign) ? 0 : 1;
  return width;
}
