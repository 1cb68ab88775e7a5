/** The card: showing and checking codes. Depends on nothing else in the front end. */
export { fromBase64url } from './bytes';
export { Checker, type Checked } from './checker';
export { check, isGood, type Known, type Outcome, type Reason, regionKey, type Result } from './checking';
export { Clock } from './clock';
export { type LivingCode, REFRESH_SECONDS, showCode } from './code';
export {
  type Activation,
  activate,
  type CardFacts,
  createDeviceKeys,
  forget,
  type Holding,
  holdingOf,
  holdings,
  keep,
  type Renewal,
} from './holdings';
export { lastSync, sync, SyncFailed, type Synced } from './sync';
export {
  type Claims,
  type Credential,
  type Kind,
  read,
  PREFIX as CARD_PREFIX,
  readCredential,
  textOf,
} from './token';
