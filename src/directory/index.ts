/**
 * The directory's own work: a file read into entries and held against what is in force, and the communities an address
 * may belong to. Pure but for the reading of a file's bytes. This room knows no database, no permission and no HTTP.
 */
export { changesOf } from './changes.ts';
export { openDirectory } from './door.ts';
export { Places } from './places.ts';
export { plainAddress } from './plain-address.ts';
export { type Preview, previewOf } from './preview.ts';
export type { StaffAt } from './read-directory.ts';
export { readSheet, type Sheet } from './sheet.ts';
export { faultsAmong, type InForce } from './sound.ts';
