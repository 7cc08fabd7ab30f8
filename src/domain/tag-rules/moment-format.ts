import dayjs from "dayjs";
import advancedFormat from "dayjs/plugin/advancedFormat.js";
import dayOfYear from "dayjs/plugin/dayOfYear.js";
import isoWeek from "dayjs/plugin/isoWeek.js";
import utc from "dayjs/plugin/utc.js";
import weekOfYear from "dayjs/plugin/weekOfYear.js";
import weekYear from "dayjs/plugin/weekYear.js";

for (const plugin of [utc, advancedFormat, dayOfYear, isoWeek, weekOfYear, weekYear]) dayjs.extend(plugin);

type Day = dayjs.Dayjs;

/** The tokens that dayjs prints as moment does, when the day is one in UTC that is shifted by the zone's offset. */
const DAYJS_TOKENS = [
  ...["YYYY", "YY", "Q", "MMMM", "MMM", "MM", "M", "Do", "DD", "D", "dddd", "ddd", "dd", "d"],
  ...["wo", "ww", "w", "WW", "W", "gggg", "GGGG", "A", "a", "HH", "H", "hh", "h", "kk", "k"],
  ...["mm", "m", "ss", "s", "SSS"],
];

/** The tokens of moment that dayjs does not have, or that it would take from the machine's zone. */
const OWN_TOKENS: Readonly<Record<string, (day: Day, zone: Zone) => string>> = {
  Y: (day) => day.format("YYYY"),
  Qo: (day) => ordinal(day.format("Q")),
  Mo: (day) => ordinal(day.format("M")),
  DDDD: (day) => String(day.dayOfYear()).padStart(3, "0"),
  DDDo: (day) => ordinal(day.dayOfYear()),
  DDD: (day) => String(day.dayOfYear()),
  do: (day) => ordinal(day.day()),
  e: (day) => String(day.day()),
  E: (day) => String(day.isoWeekday()),
  Wo: (day) => ordinal(day.isoWeek()),
  gg: (day) => day.format("gggg").slice(-2),
  GG: (day) => day.format("GGGG").slice(-2),
  SS: (day) => day.format("SSS").slice(0, 2),
  S: (day) => day.format("SSS").slice(0, 1),
  Z: (_day, { minutes }) => printOffset(minutes, ":"),
  ZZ: (_day, { minutes }) => printOffset(minutes, ""),
  z: (_day, { name }) => name,
  zz: (_day, { name }) => name,
  X: (day, { minutes }) => String(day.unix() - minutes * 60),
  x: (day, { minutes }) => String(day.valueOf() - minutes * 60_000),
  LTS: (day) => day.format("h:mm:ss A"),
  LT: (day) => day.format("h:mm A"),
  LLLL: (day) => day.format("dddd, MMMM D, YYYY h:mm A"),
  LLL: (day) => day.format("MMMM D, YYYY h:mm A"),
  LL: (day) => day.format("MMMM D, YYYY"),
  L: (day) => day.format("MM/DD/YYYY"),
};

const LONGEST_FIRST = [...DAYJS_TOKENS, ...Object.keys(OWN_TOKENS)].sort((a, b) => b.length - a.length);
const TOKEN = new RegExp(`\\[([^\\]]*)\\]|${LONGEST_FIRST.join("|")}`, "g");

interface Zone {
  /** `JST`, `GMT+2`, `UTC`. */
  readonly name: string;
  /** East of UTC, at the time that is printed. */
  readonly minutes: number;
}

/**
 * Prints a date by moment's format, with English names, as it is in a time zone. `[…]` is taken as it is.
 * @see https://momentjs.com/docs/#/displaying/format/
 */
export function printDate(date: Date, format: string, timeZone: string): string {
  const zone = zoneAt(date, timeZone);
  // The machine's own zone must not matter, and dayjs looks at it for every other zone than UTC.
  const day = dayjs.utc(date.getTime() + zone.minutes * 60_000);
  return format.replace(TOKEN, (token: string, literal: string | undefined) => {
    if (literal !== undefined) return literal;
    return OWN_TOKENS[token]?.(day, zone) ?? day.format(token);
  });
}

/** Tells whether a text names a time zone, such as `Asia/Tokyo`. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function zoneAt(date: Date, timeZone: string): Zone {
  // `GMT+09:00`, with seconds for times long ago, and in UTC also `GMT` alone.
  const offset = zoneName(date, timeZone, "longOffset").slice("GMT".length, "GMT+09:00".length);
  return {
    name: zoneName(date, timeZone, "short"),
    minutes: Date.parse(`1970-01-01T00:00${offset.padEnd("+09:00".length, "+00:00")}`) / -60_000,
  };
}

function zoneName(date: Date, timeZone: string, timeZoneName: "longOffset" | "short"): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName }).formatToParts(date);
  return parts.map(({ type, value }) => (type === "timeZoneName" ? value : "")).join("");
}

function printOffset(minutes: number, separator: string): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return [`${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}`, String(rest).padStart(2, "0")].join(
    separator,
  );
}

function ordinal(number: number | string): string {
  const text = String(number);
  const ending = { 1: "st", 2: "nd", 3: "rd" }[/1\d$/.test(text) ? 0 : Number(text.slice(-1))];
  return `${text}${ending ?? "th"}`;
}
