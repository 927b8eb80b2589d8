/** The types of `forms.js`, for its tests. The browser is served the script alone. */
export interface Field {
  readonly name: string;
  readonly path: string;
  readonly required: boolean;
  readonly orNull?: boolean;
  readonly kind:
    | 'text'
    | 'words'
    | 'choice'
    | 'choices'
    | 'flag'
    | 'number'
    | 'instant'
    | 'lines'
    | 'json'
    | 'strokes'
    | 'digest'
    | 'group';
  readonly options?: readonly (string | number)[];
  readonly fields?: readonly Field[];
  readonly least?: number;
  readonly most?: number;
  readonly longest?: number;
  readonly pattern?: string;
  readonly onlyIf?: { readonly path: string; readonly values: readonly string[] };
}
export interface Action {
  readonly type: string;
  readonly name: string;
  readonly possible: boolean;
  readonly code: string | null;
  readonly sentence: string | null;
}
export type Values = Readonly<Record<string, string | readonly string[] | undefined>>;
interface Listed {
  readonly key: string;
  readonly row: object;
}
export function uuid7(now: number, chance?: (bytes: Uint8Array) => Uint8Array): string;
export function toField(at: number): string;
export function fromField(text: string): number | null;
export function timeOf(at: number, now?: number | null): string;
export function leftOf(dueAt: number, now: number, lang: 'zh' | 'en'): string;
export function stands(state: unknown, path: string): boolean;
export function clocksOf(row: object): readonly { readonly name: string; readonly dueAt: number }[];
export function inOrder<R extends Listed>(rows: Iterable<R>): R[];
export function actionsOf(
  words: object,
  allowed: Readonly<Record<string, true | string>>,
  terminal: string,
  lang: 'zh' | 'en',
): readonly Action[];
export function fieldsOf(body: object): readonly Field[];
export function leavesOf(fields: readonly Field[]): readonly Field[];
export function collect(
  fields: readonly Field[],
  values: Values,
): {
  readonly body: Readonly<Record<string, unknown>>;
  readonly wrong: { readonly path: string; readonly why: string } | null;
};
