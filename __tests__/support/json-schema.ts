/** The part of JSON Schema that our schemas use. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | false;
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Says what of a JSON value is not as a schema wants it, each with its path; an empty list means that all is. */
export function schemaDifferences(root: Schema, value: unknown): readonly string[] {
  return differencesAt({ root, path: "$" }, root, value);
}

/** Where in the value a schema is looked at, and where its definitions are. */
interface Place {
  readonly root: Schema;
  readonly path: string;
}

function differencesAt(place: Place, given: Schema, value: unknown): readonly string[] {
  const { root, path } = place;
  const schema = given.$ref === undefined ? given : definition(root, given.$ref);
  const differences = [
    ...(schema.type !== undefined && !isOfType(value, schema.type) ? [`${path} is no ${schema.type}`] : []),
    ...("const" in schema && value !== schema.const ? [`${path} is another value`] : []),
    ...(schema.enum?.includes(value) === false ? [`${path} is none of the values`] : []),
    ...(typeof value === "string" && !isText(schema, value) ? [`${path} is another text`] : []),
    ...(typeof value === "number" && !isInRange(schema, value) ? [`${path} is out of range`] : []),
  ];
  if (Array.isArray(value)) return [...differences, ...itemDifferences(place, schema, value)];
  return isOfType(value, "object")
    ? [...differences, ...fieldDifferences(place, schema, value as object)]
    : differences;
}

function definition({ $defs }: Schema, reference: string): Schema {
  const found = $defs?.[reference.replace("#/$defs/", "")];
  if (found === undefined) throw new Error(`The schema has no ${reference}`);
  return found;
}

function itemDifferences({ root, path }: Place, schema: Schema, value: readonly unknown[]) {
  const { items = {}, maxItems = Infinity } = schema;
  return [
    ...(value.length > maxItems ? [`${path} is long`] : []),
    ...value.flatMap((item, at) => differencesAt({ root, path: `${path}[${at}]` }, items, item)),
  ];
}

function fieldDifferences({ root, path }: Place, schema: Schema, value: object): readonly string[] {
  const { properties = {}, propertyNames = {}, additionalProperties = {} } = schema;
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
  return [
    ...missing.map((name) => `${path}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, field]) => {
      const known = properties[name] ?? additionalProperties;
      const at = `${path}.${name}`;
      return [
        ...differencesAt({ root, path: `${at} (name)` }, propertyNames, name),
        ...(known === false ? [`${at} is not known`] : differencesAt({ root, path: at }, known, field)),
      ];
    }),
  ];
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "array") return Array.isArray(value);
  return typeof value === type;
}

function isText({ pattern = "", minLength = 0, maxLength = Infinity }: Schema, text: string): boolean {
  return new RegExp(pattern, "u").test(text) && text.length >= minLength && text.length <= maxLength;
}

function isInRange({ minimum = -Infinity, maximum = Infinity }: Schema, value: number): boolean {
  return value >= minimum && value <= maximum;
}
