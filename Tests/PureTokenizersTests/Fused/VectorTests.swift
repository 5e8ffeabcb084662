import Testing

@testable import PureTokenizers

@Suite struct VectorTests {
  @Test func bitsOfAMaskAreTheSameWithAndWithoutTheInstructionForThem() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<1000 {
      let bits = UInt16.random(in: .min ... .max, using: &generator)
      var bytes = SIMD16<UInt8>(repeating: 0)
      for lane in 0..<16 where bits >> UInt16(lane) & 1 != 0 { bytes[lane] = 1 }
      let mask = bytes .== SIMD16(repeating: 1)
      #expect(Vector.bits(mask) == UInt64(bits))
      #expect(Vector.portableBits(mask) == UInt64(bits))
    }
  }
}
