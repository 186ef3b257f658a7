/** Letters that Unicode does not decompose, as people type them without their strokes and ligatures. */
const plainLetters: Record<string, string> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", þ: "th" },
  ...{ ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", ς: "σ" },
};
const plainLetter = new RegExp(`[${Object.keys(plainLetters).join("")}]`, "g");

/** Accents of Latin, Greek and Cyrillic letters, and the vowel marks of Hebrew and Arabic. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
const APOSTROPHES = /['’‘ʼ`´]/g;
const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** Lower case without accents, in the compatibility form, with European digits: `Müller` and `MULLER` become `muller`. */
function fold(text: string): string {
  return text
    .replaceAll("№", "#")
    .replace(APOSTROPHES, "")
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(plainLetter, (letter) => plainLetters[letter] ?? letter)
    .replace(ARABIC_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

/** Letters of scripts that are written without spaces, at least in names. */
const UNSPACED =
  "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}ー]";
const unspaced = new RegExp(`^${UNSPACED}`, "u");
const segment = new RegExp(`\\p{N}+|${UNSPACED}+|(?:(?!${UNSPACED})[\\p{L}\\p{M}\\p{So}])+`, "gu");

export const isUnspaced = (text: string): boolean => unspaced.test(text);

/**
 * The runs of digits and of letters of a text: `EU#1001/26` has `eu`, `1001` and `26`. Symbols such as emoji count as
 * letters.
 */
export function segmentsOf(text: string): string[] {
  return fold(text).match(segment) ?? [];
}

/** How segments are written in one search word, so that `1001/26`, `1001-26` and `1001 26` are spelled alike. */
export const joined = (segments: readonly string[]): string => segments.join("-");

/** A text from its end, by code points: `dre-4` becomes `4-erd`. */
export const reversed = (text: string): string => [...text].reverse().join("");

/**
 * The joined text from the start of each segment on: `eu-1001-26`, `1001-26`, `26`. Scripts without spaces also start at
 * each character that has one after it, so that any two characters in a row are found.
 */
export function startsOf(segments: readonly string[], most: number): string[] {
  const starts: string[] = [];
  segments.forEach((segment, at) => {
    const rest = segments.slice(at + 1);
    const letters = isUnspaced(segment) ? [...segment] : [segment];
    letters.forEach((_, n) => {
      const alone = n > 0 && n === letters.length - 1;
      if (!alone) starts.push(joined([letters.slice(n).join(""), ...rest]));
    });
  });
  return starts.slice(0, most);
}

/** The digits of a phone number without the marks of a national or international prefix: `+49 (0)151…` becomes `49151…`. */
export function phoneDigits(text: string): string {
  return fold(text).replace("(0)", "").replace(/\D/g, "").replace(/^0+/, "");
}
