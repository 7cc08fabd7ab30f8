import { schemaDifferences } from "../../support/json-schema.ts";

/** What our strict schemas have beside what the other ones have. */
interface StrictSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, StrictSchema>>;
  readonly type?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: StrictSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, StrictSchema>>;
  readonly additionalProperties?: false;
}

/** Says what of a JSON value is not as a strict schema wants it, each with its path. */
export function strictDifferences(root: StrictSchema, value: unknown): readonly string[] {
  return differencesAt(root, value, "$");

  function differencesAt(given: StrictSchema, value: unknown, path: string): readonly string[] {
    const schema = given.$ref === undefined ? given : definition(given.$ref);
    if (schema.type === "array") return listDifferences(schema, value, path);
    const { properties = {}, additionalProperties, ...rest } = schema;
    const own = schemaDifferences(rest, value, path);
    if (typeof value === "string" && value.length > (schema.maxLength ?? Infinity))
      return [`${path} is long`];
    if (schema.type !== "object" || own.length > 0) return own;
    return Object.entries(value as object).flatMap(([name, field]) => {
      const known = properties[name];
      if (known !== undefined) return differencesAt(known, field, `${path}.${name}`);
      return additionalProperties === false ? [`${path}.${name} is not known`] : [];
    });
  }

  function listDifferences({ items = {}, maxItems }: StrictSchema, value: unknown, path: string) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    if (value.length > (maxItems ?? Infinity)) return [`${path} is long`];
    return value.flatMap((item, at) => differencesAt(items, item, `${path}[${at}]`));
  }

  function definition(reference: string): StrictSchema {
    const name = reference.replace("#/$defs/", "");
    const found = root.$defs?.[name];
    if (found === undefined) throw new Error(`The schema has no ${reference}`);
    return found;
  }
}
