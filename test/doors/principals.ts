/** Everybody who can stand before a door: each role in its own place and in another, devices, strangers, and who was let go. */
import type { Role } from '../../src/contract/roles.ts';
import type { Proof, Town } from './town.ts';

interface Principal {
  /** A short name of the town; absent for travellers, devices and strangers. */
  readonly name?: string;
  readonly role?: Role;
  /** The office it speaks for, where it is an office. */
  readonly office?: string;
}

/** "Own" is where the cases of the test lie: K-NORTH, C-WILLOW, S-RIVER, D-EAST. */
export const PRINCIPALS = {
  nobody: {},
  disabled: { name: 'gone' },
  officer: { name: 'wen', role: 'officer' },
  'officer/other': { name: 'ma', role: 'officer' },
  superior: { name: 'lu', role: 'dutySuperior' },
  'superior/other': { name: 'luo', role: 'dutySuperior' },
  worker: { name: 'willow', role: 'communityWorker', office: 'C-WILLOW' },
  'worker/other': { name: 'poplar', role: 'communityWorker', office: 'C-POPLAR' },
  street: { name: 'river', role: 'streetOfficer', office: 'C-WILLOW' },
  'street/other': { name: 'hill', role: 'streetOfficer', office: 'C-PINE' },
  supervisor: { name: 'chen', role: 'supervisor' },
  'supervisor/other': { name: 'xi', role: 'supervisor' },
  reviewer: { name: 'rui', role: 'reviewer' },
  'reviewer/other': { name: 'ren', role: 'reviewer' },
  auditor: { name: 'an', role: 'auditor' },
  'auditor/other': { name: 'ao', role: 'auditor' },
  administrator: { name: 'second', role: 'administrator' },
  traveller: { role: 'traveller' },
  'traveller/other': { role: 'traveller' },
  gate: { role: 'gate' },
  adapter: { role: 'adapter' },
} as const satisfies Record<string, Principal>;

export type PrincipalName = keyof typeof PRINCIPALS;
export const PRINCIPAL_NAMES = Object.keys(PRINCIPALS) as PrincipalName[];
export const principal = (name: PrincipalName): Principal => PRINCIPALS[name];

/** How a principal shows who they are; `own` is the handoff that is the traveller's, `other` another's. */
export function proofOf(town: Town, name: PrincipalName, own: string, other: string): Promise<Proof> {
  if (name === 'nobody') return Promise.resolve({});
  if (name === 'gate') return Promise.resolve(town.gate);
  if (name === 'adapter') return Promise.resolve(town.adapter);
  if (name === 'traveller') return town.travellerOf(own);
  if (name === 'traveller/other') return town.travellerOf(other);
  return town.proof(principal(name).name ?? '');
}
