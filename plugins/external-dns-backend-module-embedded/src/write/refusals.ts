/** A change whose content no zone of this server may hold; trying again is useless. */
export class RefusedChange extends Error {}

/** A change that was planned on what stands no more; reading again mends it. */
export class StaleChange extends Error {}
