/// Reading Unicode scalars from bytes that are known to be UTF-8.
///
/// All text inside the engine is valid UTF-8: a `String` is by definition, and bytes are checked
/// or repaired at the public door. The functions stay in bounds on any bytes all the same.

/// A scalar and the number of bytes it takes.
struct DecodedScalar {
  var value: UInt32
  var length: Int
}

extension Array where Element == UInt8 {
  /// The scalar that begins at `index`.
  @inline(__always)
  func scalar(at index: Int) -> DecodedScalar {
    let lead = self[index]
    if lead < 0x80 { return DecodedScalar(value: UInt32(lead), length: 1) }
    return multiByteScalar(at: index, lead: lead)
  }

  /// Without a loop: texts without ASCII ask it several times for each scalar.
  private func multiByteScalar(at index: Int, lead: UInt8) -> DecodedScalar {
    let length = UTF8Scalars.length(lead: lead)
    guard index + length <= count else { return DecodedScalar(value: 0xFFFD, length: 1) }
    var value = UInt32(lead) & (0x7F &>> UInt32(length))
    if length > 1 { value = value &<< 6 | UInt32(self[index + 1] & 0x3F) }
    if length > 2 { value = value &<< 6 | UInt32(self[index + 2] & 0x3F) }
    if length > 3 { value = value &<< 6 | UInt32(self[index + 3] & 0x3F) }
    return DecodedScalar(value: value, length: length)
  }

  /// The scalar that ends just before `index`; `index` must be above `start`.
  func scalar(before index: Int, notBelow start: Int) -> DecodedScalar {
    var first = index - 1
    while first > start, self[first] & 0xC0 == 0x80 { first -= 1 }
    var decoded = scalar(at: first)
    decoded.length = index - first
    return decoded
  }

  /// Appends the UTF-8 form of `scalar` and says how many bytes that were.
  @inline(__always)
  @discardableResult
  mutating func append(scalar: UInt32) -> Int {
    if scalar < 0x80 {
      append(UInt8(truncatingIfNeeded: scalar))
      return 1
    }
    return appendMultiByte(scalar)
  }

  private mutating func appendMultiByte(_ scalar: UInt32) -> Int {
    let length = UTF8Scalars.length(scalar: scalar)
    let leadMark: UInt32 = length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0
    append(UInt8(truncatingIfNeeded: leadMark | scalar &>> (6 &* UInt32(length &- 1))))
    if length > 3 { append(UInt8(truncatingIfNeeded: 0x80 | scalar &>> 12 & 0x3F)) }
    if length > 2 { append(UInt8(truncatingIfNeeded: 0x80 | scalar &>> 6 & 0x3F)) }
    append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    return length
  }
}

extension Array where Element == UInt8 {
  /// Writes `scalar` over one that takes as many bytes.
  mutating func overwrite(at index: Int, scalar: UInt32) {
    if scalar < 0x80 {
      self[index] = UInt8(truncatingIfNeeded: scalar)
      return
    }
    var form: [UInt8] = []
    form.append(scalar: scalar)
    replaceSubrange(index..<index + form.count, with: form)
  }
}

enum UTF8Scalars {
  /// The length of the sequence that `lead` begins, 1 for a byte that begins none.
  @inline(__always)
  static func length(lead: UInt8) -> Int {
    lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// The number of bytes that `scalar` takes.
  @inline(__always)
  static func length(scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
  }
}
