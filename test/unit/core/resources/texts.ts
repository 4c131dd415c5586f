import fc from 'fast-check';

const anyCodePoint = fc
  .oneof(fc.nat(0x7f), fc.nat(0xffff), fc.nat(0x10ffff))
  .map((point) => String.fromCodePoint(point));

/** Any text at all, NUL and halves of surrogate pairs included. (fast-check's own `binary` unit takes a second to make.) */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: anyCodePoint, maxLength });
}
