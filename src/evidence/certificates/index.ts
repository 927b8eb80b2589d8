/** Health certificates in the EU's format (HC1): read, verified, and held against a person. Pure: clock and lists are handed in. */
export { type Against, type CertificateVerified, verifyCertificate } from './verify.ts';
export { type PersonRecorded } from './person.ts';
export {
  checkTrustList,
  checkWrittenList,
  readTrustList,
  signTrustList,
  type TrustList,
  type TrustListFault,
  type TrustListRead,
  trustKeyOf,
  trustSigningKeyOf,
  type WrittenTrustList,
} from './trust-list.ts';
