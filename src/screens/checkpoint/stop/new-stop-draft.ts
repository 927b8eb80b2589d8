/** What is typed for a stop and its first case, kept as a draft; with how far the sending came, so that nothing is done twice. */
import type { Body } from '../../shared/api.ts';
import { documentNumber, identityNumberIsSound } from '../../shared/masks.ts';
import { healthStatusOf, itineraryOf, NO_TEST, testOf, type TestTyped } from '../evidence/evidence.ts';

export const NEW_STOP = 'new stop';

export interface NewStop {
  readonly vehicle: Body<'openStop'>['vehicle'];
  readonly direction: Body<'openStop'>['direction'];
  readonly plate: string;
  readonly people: string;
  readonly passing: string;
  readonly clause: string;
  readonly type: NonNullable<Body<'openHandoff'>['document']>['type'];
  readonly number: string;
  readonly name: string;
  readonly address: string;
  readonly community: string;
  readonly previous: string;
  readonly reason: NonNullable<Body<'openHandoff'>['returnReason']>;
  readonly phone: string;
  readonly isUnder14: boolean;
  readonly health: string;
  readonly itinerary: string;
  readonly test: TestTyped;
  readonly isRead: boolean;
  readonly asksAtOnce: boolean;
  /** The case of another checkpoint that this one continues. */
  readonly continues: string;
  readonly sent: Progress;
}

/** How far the sending came. An id that was used for a try stays until the try is answered. */
export interface Progress {
  readonly ids: Readonly<Record<string, string>>;
  readonly stop: string;
  readonly passed: readonly number[];
  readonly handoff: string;
  readonly wasRead: boolean;
}
export const NOTHING_SENT: Progress = { ids: {}, stop: '', passed: [], handoff: '', wasRead: false };

export const EMPTY_STOP: NewStop = {
  vehicle: 'car',
  direction: 'INBOUND',
  plate: '',
  people: '1',
  passing: '0',
  clause: '',
  type: 'CN_RIC',
  number: '',
  name: '',
  address: '',
  community: '',
  previous: '',
  reason: 'home',
  phone: '',
  isUnder14: false,
  health: '',
  itinerary: '',
  test: NO_TEST,
  isRead: true,
  asksAtOnce: true,
  continues: '',
  sent: NOTHING_SENT,
};

export const peopleIn = ({ people }: NewStop): number => Math.min(60, Math.max(1, Number(people) || 1));
export const passingIn = (typed: NewStop): number =>
  Math.min(peopleIn(typed), Math.max(0, Number(typed.passing) || 0));
export const everybodyPasses = (typed: NewStop): boolean => passingIn(typed) === peopleIn(typed);

/** Whether the number can be right; null where this kind of document says nothing about it. */
export function numberIsSound({ type, number }: NewStop): boolean | null {
  const read = documentNumber(number);
  return type !== 'CN_RIC' || read.length < 18 ? null : identityNumberIsSound(read);
}

/** The fields that must be looked at before the case can be opened. */
export function wrongIn(typed: NewStop, now: number): readonly string[] {
  const hasNumber = typed.type !== 'NONE';
  const number = documentNumber(typed.number);
  return [
    ...(hasNumber && (number === '' || (typed.type === 'CN_RIC' && !identityNumberIsSound(number)))
      ? ['number']
      : []),
    ...(typed.name.trim() === '' ? ['name'] : []),
    ...(testOf(typed.test, now) === 'time' ? ['test'] : []),
  ];
}

/** The case as it is opened: whatever is known of the seven fields and of the evidence, at once. */
export function caseOf(typed: NewStop, stopId: string, traveller: number, now: number): Body<'openHandoff'> {
  const text = (value: string) => value.trim();
  const number = documentNumber(typed.number);
  const healthStatus = healthStatusOf(typed.health);
  const itinerary = itineraryOf(typed.itinerary);
  const test = testOf(typed.test, now);
  const phone = typed.phone.normalize('NFKC').replace(/[\s-]/g, '');
  return {
    stopId,
    traveller,
    name: text(typed.name),
    document: { type: typed.type, ...(typed.type === 'NONE' || number === '' ? {} : { number }) },
    ...(text(typed.address) === '' ? {} : { returnAddress: { text: text(typed.address) } }),
    ...(typed.community === '' ? {} : { community: typed.community }),
    ...(text(typed.previous) === '' ? {} : { previousAddress: { text: text(typed.previous) } }),
    returnReason: typed.reason,
    ...(phone === '' ? {} : { phone }),
    ...(typed.isUnder14 ? { isUnder14: true } : {}),
    ...(typed.continues ? { continues: typed.continues } : {}),
    ...(healthStatus === undefined ? {} : { healthStatus }),
    ...(itinerary === undefined ? {} : { itinerary }),
    ...(test === undefined || test === 'time' ? {} : { test }),
  };
}
