/**
 * A duration as Go writes it (`90s`, `1h30m`, `1.5h`), in whole seconds, the
 * fraction cut off. Undefined where it is none or longer than Go can hold.
 *
 * @public
 */
export function parseGoDuration(value: string): number | undefined {
  if (value.length > 64) return undefined;
  const negative = value.startsWith('-');
  let rest = negative || value.startsWith('+') ? value.slice(1) : value;
  if (rest === '0') return 0;
  if (rest === '') return undefined;
  let total = 0n;
  while (rest !== '') {
    const part = /^([0-9]*)(?:\.([0-9]*))?(ns|us|µs|μs|ms|s|m|h)/.exec(rest);
    if (!part) return undefined;
    const [all, whole, fraction = '', unit] = part;
    if (whole === '' && fraction === '') return undefined;
    const scale = nanoseconds[unit];
    total += BigInt(whole || '0') * scale;
    const digits = fraction.slice(0, 18);
    if (digits)
      total += (BigInt(digits) * scale) / 10n ** BigInt(digits.length);
    if (total >= 1n << 63n) return undefined;
    rest = rest.slice(all.length);
  }
  const seconds = Number(total / 1_000_000_000n);
  return negative && seconds !== 0 ? -seconds : seconds;
}

const nanoseconds: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
