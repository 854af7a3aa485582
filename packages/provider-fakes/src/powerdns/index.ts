export { FakePowerDns } from './fakePowerDns';
export type { PowerDnsCall, PowerDnsFault } from './fakePowerDns';
export { FakePowerDnsZone } from './zone';
export type { HeldSet } from './zone';
