/** The name as it is compared: UTS 46, lower case, without a trailing dot. @public */
export function normaliseName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
