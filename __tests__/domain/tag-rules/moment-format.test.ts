import { describe, expect, it } from "@jest/globals";
import { isTimeZone, printDate } from "../../../src/domain/tag-rules/moment-format.ts";

const AFTERNOON = "2020-01-10T15:25:50.045Z";

describe("printDate", () => {
  it.each([
    { format: "YYYYMMDD", printed: "20200110" },
    { format: "dddd, MMMM Do YYYY, h:mm:ss a", printed: "Friday, January 10th 2020, 3:25:50 pm" },
    { format: "YYYY YY Y", printed: "2020 20 2020" },
    { format: "MMMM MMM MM M Mo", printed: "January Jan 01 1 1st" },
    { format: "Q Qo", printed: "1 1st" },
    { format: "DDDD DDDo DDD DD Do D", printed: "010 10th 10 10 10th 10" },
    { format: "dddd ddd dd d do", printed: "Friday Fri Fr 5 5th" },
    { format: "e E", printed: "5 5" },
    { format: "ww w wo WW W Wo", printed: "02 2 2nd 02 2 2nd" },
    { format: "gggg gg GGGG GG", printed: "2020 20 2020 20" },
    { format: "HH H hh h kk k A a", printed: "15 15 03 3 15 15 PM pm" },
    { format: "mm m ss s SSS SS S", printed: "25 25 50 50 045 04 0" },
    { format: "Z ZZ z zz", printed: "+00:00 +0000 UTC UTC" },
    { format: "X x", printed: "1578669950 1578669950045" },
    { format: "LT LTS", printed: "3:25 PM 3:25:50 PM" },
    {
      format: "L | LL | LLL | LLLL",
      printed: "01/10/2020 | January 10, 2020 | January 10, 2020 3:25 PM | Friday, January 10, 2020 3:25 PM",
    },
    { format: "[YYYY] [] YYYY[", printed: "YYYY  2020[" },
    { format: "ratio: {f} 日", printed: "rpmtio: {f} 日" },
  ])("prints $format as moment does", ({ format, printed }) => {
    expect(printDate(new Date(AFTERNOON), format, "UTC")).toBe(printed);
  });

  it.each([
    { date: "2020-01-10T00:30:00Z", timeZone: "Asia/Tokyo", printed: "20200110-093000 +09:00 GMT+9" },
    { date: "2020-01-10T00:30:00Z", timeZone: "America/New_York", printed: "20200109-193000 -05:00 EST" },
    { date: "2020-07-10T00:30:00Z", timeZone: "America/New_York", printed: "20200709-203000 -04:00 EDT" },
    { date: "2020-01-10T00:30:00Z", timeZone: "Asia/Kolkata", printed: "20200110-060000 +05:30 GMT+5:30" },
    {
      date: "2020-01-10T00:30:00Z",
      timeZone: "America/St_Johns",
      printed: "20200109-210000 -03:30 GMT-3:30",
    },
    {
      date: "1970-01-01T00:44:30Z",
      timeZone: "Africa/Monrovia",
      printed: "19700101-000030 -00:44 GMT-0:44:30",
    },
    { date: "2026-03-29T00:59:59Z", timeZone: "Europe/Berlin", printed: "20260329-015959 +01:00 GMT+1" },
    { date: "2026-03-29T01:00:00Z", timeZone: "Europe/Berlin", printed: "20260329-030000 +02:00 GMT+2" },
  ])("prints $date as it is in $timeZone", ({ date, timeZone, printed }) => {
    expect(printDate(new Date(date), "YYYYMMDD-HHmmss Z z", timeZone)).toBe(printed);
  });

  it("keeps the moment itself in every time zone", () => {
    expect(printDate(new Date(AFTERNOON), "X x ZZ", "America/St_Johns")).toBe(
      "1578669950 1578669950045 -0330",
    );
  });

  it.each([
    { day: "01", printed: "1st" },
    { day: "02", printed: "2nd" },
    { day: "03", printed: "3rd" },
    { day: "04", printed: "4th" },
    { day: "11", printed: "11th" },
    { day: "12", printed: "12th" },
    { day: "13", printed: "13th" },
    { day: "21", printed: "21st" },
    { day: "22", printed: "22nd" },
    { day: "23", printed: "23rd" },
  ])("counts to the $printed", ({ day, printed }) => {
    expect(printDate(new Date(`2020-01-${day}T00:00:00Z`), "Do", "UTC")).toBe(printed);
    expect(printDate(new Date(`2020-01-${day}T00:00:00Z`), "DDDo", "UTC")).toBe(printed);
  });

  it("knows the weeks at the turn of a year", () => {
    expect(printDate(new Date("2021-01-01T12:00:00Z"), "gggg-[w]ww GGGG-[W]WW E", "UTC")).toBe(
      "2021-w01 2020-W53 5",
    );
  });
});

describe("isTimeZone", () => {
  it.each([
    { text: "UTC", is: true },
    { text: "europe/berlin", is: true },
    { text: "Europe/Atlantis", is: false },
    { text: "", is: false },
  ])("tells of $text", ({ text, is }) => {
    expect(isTimeZone(text)).toBe(is);
  });
});
