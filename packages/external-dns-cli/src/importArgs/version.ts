/**
 * The version of ExternalDNS in an image reference (`.../external-dns:v0.14.0`,
 * also with a distribution's suffix), as `0.14.0`. Undefined for `latest` and digests.
 *
 * @internal
 */
export function versionOfImage(image: string): string | undefined {
  const tag = /:([^:/@]+)(?:@[^@]*)?$/.exec(image)?.[1];
  return tag === undefined ? undefined : versionOfTag(tag);
}

/** @internal */
export function versionOfTag(tag: string): string | undefined {
  return /^v?(\d+\.\d+(?:\.\d+)?)(?![\d.])/.exec(tag.trim())?.[1];
}

/** Whether `version` is below the minor version `0.<minor>`. @internal */
export function isBefore(version: string, minor: number): boolean {
  const [major, second] = version.split('.').map(Number);
  return major === 0 && second < minor;
}

/** `0.14` of `0.14.0`, for comparisons with the table of flags. @internal */
export function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
