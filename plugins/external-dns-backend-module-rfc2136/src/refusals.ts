/** A change whose content no zone may hold; trying again is useless. @internal */
export class RefusedChange extends Error {}

/** A change that was planned on what stands no more; reading again mends it. @internal */
export class StaleChange extends Error {}
