/** How what is sent is held against its shape. TypeBox checks; the first field that is wrong is named. */
import type { FastifySchemaCompiler } from 'fastify';
import { Compile } from 'typebox/compile';
import { Envelope } from '../contract/command-table.ts';
import { strict, type TSchema, Type } from '../contract/schema.ts';
import { Refused } from './refused.ts';

/** Every "no" has this shape. */
export const ErrorShape = strict({
  error: strict({
    code: Type.String(),
    message: Type.String(),
    field: Type.Optional(Type.String()),
    openCase: Type.Optional(strict({ handoff: Type.String(), checkpoint: Type.String() })),
    incident: Type.Optional(Type.String()),
  }),
});
/** Said of an address that asks nothing behind its `?`: what is put there is refused, not passed over. */
export const NO_QUERY = strict({});

export const ERRORS = { '4xx': ErrorShape, '5xx': ErrorShape } as const;

/** Checks parameters, queries and bodies. An address with an impossible id is not known of, rather than malformed. */
export const checker: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const shape = Compile(schema);
  return (value: unknown) => {
    if (isKeepable(value) && shape.Check(value)) return { value };
    if (httpPart === 'params') return { error: new Refused('thingIsKnown') };
    return { error: malformed(shape, value) };
  };
};

/** The same, but of a command's body only that it is an object: the spine looks closer. What travels round it is checked. */
export const looseChecker: FastifySchemaCompiler<TSchema> = (route) =>
  route.httpPart === 'body' ? checkSent : checker(route);

const sentLoosely = Compile(
  strict({ body: Type.Object({}, { additionalProperties: true }), ...Envelope.properties }),
);
const checkSent = (value: unknown) =>
  isKeepable(value) && sentLoosely.Check(value) ? { value } : { error: malformed(sentLoosely, value) };

/** Nothing that is sent here lies deeper; what does is made to be stumbled over. */
const MOST_DEEP = 20;

/** Whether it can be kept and digested as it stands: no NUL, no half of a pair of surrogates, nothing bottomless. */
function isKeepable(sent: unknown): boolean {
  let level: unknown[] = [sent];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_DEEP) return false;
    const texts = level.filter((one) => typeof one === 'string');
    if (texts.some((text) => text.includes('\0') || /\p{Surrogate}/u.test(text))) return false;
    level = level.flatMap((one): unknown[] =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
  return true;
}

/** Names the first field that is wrong, unless it is the depth of it all, which nobody should look through. */
const malformed = (shape: { Errors(value: unknown): Parameters<typeof firstField>[0] }, value: unknown) =>
  new Refused('bodyIsMalformed', { field: isKeepable(value) ? firstField(shape.Errors(value)) : '' });

function firstField(errors: readonly { instancePath: string; params: unknown }[]): string {
  const [first] = errors;
  if (first === undefined) return '';
  const params = first.params as { requiredProperties?: string[]; additionalProperties?: string[] };
  const named = params.requiredProperties?.[0] ?? params.additionalProperties?.[0];
  return [first.instancePath.replace(/^\//, '').replaceAll('/', '.'), named].filter(Boolean).join('.');
}
