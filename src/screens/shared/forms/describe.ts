/**
 * A form, described field by field. The description is held against the command's body when it is compiled: every field of
 * the body is there, none that is not, and a choice offers only what the field takes.
 */
import type { CommandType } from '../../../contract/commands.ts';
import type { Body } from '../api.ts';
import type { Said } from '../words/say.ts';

interface About {
  /** Where the contract's own name for the field does not fit. */
  readonly label?: Said;
  readonly hint?: Said;
}

/** `FIXED` is not asked: what the page knows already. */
export interface Fixed<V> {
  readonly as: 'fixed';
  readonly value: V;
}
export interface TextField extends About {
  readonly as: 'text' | 'long' | 'documentNumber' | 'phone' | 'digits';
  readonly maxLength?: number;
}
/** One of the offices of these kinds, chosen by name. */
export interface OfficeField extends About {
  readonly as: 'office';
  readonly kinds: readonly string[];
}
export interface ChoiceField<V extends string> extends About {
  readonly as: 'choice';
  readonly of: readonly V[];
}
export interface ManyField<V extends string> extends About {
  readonly as: 'many';
  readonly of: readonly V[];
}
/** One entry a line. */
export interface LinesField extends About {
  readonly as: 'lines';
}
export interface NumberField extends About {
  readonly as: 'number' | 'instant';
  readonly min?: number;
  readonly max?: number;
}
/** A tick box; `mustBeTrue` where the command takes nothing else. */
export interface FlagField extends About {
  readonly as: 'flag';
}
/** One of what is known only now, by name: a colleague, a case of the same car, a paper. */
export interface PickField extends About {
  readonly as: 'pick';
  readonly from: readonly { readonly value: string; readonly words: Said }[];
}
/** Optional, and not this form's to ask. */
export interface Unasked {
  readonly as: 'unasked';
  readonly optional: true;
}
export interface GroupField<V> extends About {
  readonly as: 'group';
  readonly of: FieldsOf<V>;
}

type FieldFor<V> =
  | Fixed<V>
  | Unasked
  | ([V] extends [boolean]
      ? FlagField
      : [V] extends [number]
        ? NumberField
        : [V] extends [string]
          ? TextField | OfficeField | PickField | ChoiceField<V>
          : [V] extends [readonly (infer E)[]]
            ? [E] extends [string]
              ? ManyField<E> | LinesField
              : never
            : [V] extends [object]
              ? GroupField<V>
              : never);

type Keys<V> = V extends unknown ? keyof V : never;
type At<V, K extends PropertyKey> = V extends unknown ? (K extends keyof V ? V[K] : never) : never;
type IsOptional<V, K extends PropertyKey> = V extends unknown
  ? K extends keyof V
    ? object extends Pick<V, K>
      ? true
      : false
    : true
  : never;

/** A description of every field of `V`. What may be left out says so; a form may ask for it all the same. */
export type FieldsOf<V> = {
  readonly [K in Keys<V>]: FieldFor<NonNullable<At<V, K>>> &
    (true extends IsOptional<V, K> ? { readonly optional?: true } : { readonly optional?: never });
};

export type FormOf<T extends CommandType> = FieldsOf<Body<T>>;

/** Any field, as the view reads it. */
export type AnyField = (
  | Fixed<unknown>
  | TextField
  | OfficeField
  | PickField
  | Unasked
  | ChoiceField<string>
  | ManyField<string>
  | LinesField
  | NumberField
  | FlagField
  | (About & { readonly as: 'group'; readonly of: AnyFields })
) & { readonly optional?: true };
export type AnyFields = Readonly<Record<string, AnyField>>;

/** Describes a command's form; the compiler holds it against the contract. */
export const formOf = <T extends CommandType>(_type: T, fields: FormOf<T>): FormOf<T> => fields;
