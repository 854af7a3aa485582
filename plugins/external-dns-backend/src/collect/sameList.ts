/** Whether two lists have the very same things in the same places. @internal */
export function isSameList(
  left: readonly unknown[],
  right: readonly unknown[],
): boolean {
  return (
    left.length === right.length &&
    left.every((each, index) => each === right[index])
  );
}
