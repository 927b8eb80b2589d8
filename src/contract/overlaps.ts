/**
 * One person or one telephone that answers for several communities. An alarm to look at: it blocks nothing, and stands
 * until somebody by name says, with a reason, what it was (`SETTLEMENTS`). Whoever by office stands above all of those
 * communities, such as an officer of their street office or its switchboard, answers for them rightly, and is no overlap.
 * Without schemas, so that a browser may load it.
 */
import type { Settlement } from './contradictions.ts';

export const OVERLAPS = {
  sameAccount: {
    zh: '同一账号在多个社区任职',
    en: 'One account works at several communities',
    lookAt: {
      zh: '请核对是否调动后未停用原角色，或确需一人兼任。',
      en: 'Check whether the former role was left standing after a move, or one person truly serves them all.',
    },
  },
  sameStaffNumber: {
    zh: '同一工号登记在多个社区',
    en: 'One staff number is registered at several communities',
    lookAt: {
      zh: '请向街道核对工号和本人；可能是录入有误，或冒用他人工号。',
      en: 'Check number and person with the street office; it may be a slip, or somebody else’s number.',
    },
  },
  sameNumber: {
    zh: '同一电话或联络账号对应多个社区',
    en: 'One telephone or contact stands for several communities',
    lookAt: {
      zh: '请回拨核对由谁接听；回读码发往同一处，不能分别证明是哪个社区的人。',
      en: 'Call and find out who answers; read-back codes that go to one place cannot tell one community’s worker from another’s.',
    },
  },
} as const;
export type OverlapName = keyof typeof OVERLAPS;
export const OVERLAP_NAMES = Object.keys(OVERLAPS) as OverlapName[];

/** Where it was found, for each community. */
export const OVERLAP_PLACES = {
  role: { zh: '账号角色', en: 'role of an account' },
  onDuty: { zh: '当班登记', en: 'registered on duty' },
  directory: { zh: '名录值班电话', en: 'duty number of the directory' },
  workerChannel: { zh: '回读码渠道', en: 'where read-back codes go' },
  officeChannel: { zh: '单位短信渠道', en: 'short messages to the office' },
} as const;
export type OverlapPlace = keyof typeof OVERLAP_PLACES;
export const OVERLAP_PLACE_NAMES = Object.keys(OVERLAP_PLACES) as OverlapPlace[];

/** One community in it. */
export interface OverlapOffice {
  readonly office: string;
  readonly where: readonly OverlapPlace[];
}

/** An overlap as it is remembered. The number itself is nowhere in it. */
export interface Overlap {
  readonly overlap: OverlapName;
  readonly offices: readonly (OverlapOffice & { readonly since: number })[];
  /** The accounts in it, whose people are named to those who look. */
  readonly accounts: readonly string[];
  readonly settled: Settlement | null;
}

/** Whether the offices found now say anything that is not remembered. */
export const saysMore = (known: Pick<Overlap, 'offices'>, found: readonly OverlapOffice[]): boolean =>
  found.some(({ office, where }) => {
    const was = known.offices.find((one) => one.office === office);
    return was === undefined || where.some((place) => !was.where.includes(place));
  });
