/** A URL without what it may hold of a login: user, password and query. Other text stays as it is. */
export function publicUrl(text: string): string {
  if (!/^[a-z+]+:\/\//i.test(text)) return text;
  return text.replace(/(?<=^[a-z+]+:\/\/)[^/?#]*@/i, "").replace(/\?[^#]*/, "");
}
