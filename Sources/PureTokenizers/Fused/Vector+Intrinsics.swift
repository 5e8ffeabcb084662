/// The two machine instructions that the standard library does not offer.
///
/// They are reached through the compiler's own module where the package's trait `Intrinsics`
/// allows it; otherwise bits are gathered by multiplications, and nothing is fetched in advance.
#if hasFeature(BuiltinModule)
import Builtin

extension Vector {
  /// Bit *i* tells whether lane *i* of `mask` is true.
  @inline(__always)
  static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    // SAFETY: a mask is sixteen lanes of 0 or -1.
    let lanes = unsafe unsafeBitCast(mask, to: SIMD16<Int8>.self)
    let isSet = Builtin.cmp_slt_Vec16xInt8(
      lanes._storage._value, SIMD16<Int8>(repeating: 0)._storage._value)
    return UInt64(UInt16(Builtin.bitcast_Vec16xInt1_Int16(isSet)))
  }

  /// Asks for the memory at `address`, which will be read soon, and does not wait for it.
  @inline(__always)
  static func prefetch(_ address: UnsafeRawPointer) {
    Builtin.int_prefetch_RawPointer(
      address._rawValue, Int32(0)._value, Int32(3)._value, Int32(1)._value)
  }
}
#else
extension Vector {
  /// Bit *i* tells whether lane *i* of `mask` is true.
  @inline(__always)
  static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 { portableBits(mask) }

  /// Does nothing.
  @inline(__always)
  static func prefetch(_ address: UnsafeRawPointer) {}
}
#endif
