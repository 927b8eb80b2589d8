/** What is typed for a stop and its first case, kept as a draft; with how far the sending came, so that nothing is done twice. */
import type { Body } from '../../shared/api.ts';
import { healthStatusOf, itineraryOf, NO_TEST, testOf, type TestTyped } from '../evidence/evidence.ts';

import { type DocumentTyped, documentOf, isTaken, NO_DOCUMENT } from './document-field.tsx';

export const NEW_STOP = 'new stop';

export const NO_DOCUMENT_REASONS = ['infant', 'lost', 'neverIssued', 'other'] as const;

export interface NewStop extends DocumentTyped {
  readonly vehicle: Body<'openStop'>['vehicle'];
  readonly direction: Body<'openStop'>['direction'];
  readonly plate: string;
  readonly people: string;
  readonly passing: string;
  readonly clause: string;
  /** Another document of the same person; null where none was asked for. */
  readonly further: DocumentTyped | null;
  /** Why there is no document, where there is none. */
  readonly whyNone: (typeof NO_DOCUMENT_REASONS)[number];
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
  ...NO_DOCUMENT,
  further: null,
  whyNone: 'infant',
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
  sent: NOTHING_SENT,
};

export const peopleIn = ({ people }: NewStop): number => Math.min(60, Math.max(1, Number(people) || 1));
export const passingIn = (typed: NewStop): number =>
  Math.min(peopleIn(typed), Math.max(0, Number(typed.passing) || 0));
export const everybodyPasses = (typed: NewStop): boolean => passingIn(typed) === peopleIn(typed);

/** The fields that must be looked at before the case can be opened. */
export function wrongIn(typed: NewStop, now: number): readonly string[] {
  return [
    ...(isTaken(typed, now) ? [] : ['number']),
    ...(typed.further === null || isTaken(typed.further, now) ? [] : ['further']),
    ...(typed.name.trim() === '' ? ['name'] : []),
    ...(testOf(typed.test, now) === 'time' ? ['test'] : []),
  ];
}

/** The case as it is opened: whatever is known of the seven fields and of the evidence, at once. */
export function caseOf(typed: NewStop, stopId: string, traveller: number, now: number): Body<'openHandoff'> {
  const text = (value: string) => value.trim();
  const { document } = documentOf(typed, now);
  const healthStatus = healthStatusOf(typed.health);
  const itinerary = itineraryOf(typed.itinerary);
  const test = testOf(typed.test, now);
  const phone = typed.phone.normalize('NFKC').replace(/[\s-]/g, '');
  return {
    stopId,
    traveller,
    name: text(typed.name),
    document,
    ...(typed.further === null ? {} : { further: [documentOf(typed.further, now).document] }),
    ...(text(typed.address) === '' ? {} : { returnAddress: { text: text(typed.address) } }),
    ...(typed.community === '' ? {} : { community: typed.community }),
    ...(text(typed.previous) === '' ? {} : { previousAddress: { text: text(typed.previous) } }),
    returnReason: typed.reason,
    ...(phone === '' ? {} : { phone }),
    ...(typed.isUnder14 ? { isUnder14: true } : {}),
    ...(healthStatus === undefined ? {} : { healthStatus }),
    ...(itinerary === undefined ? {} : { itinerary }),
    ...(test === undefined || test === 'time' ? {} : { test }),
  };
}
