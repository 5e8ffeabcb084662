/// Appending to a text, from elsewhere or from another text with its origins.
extension TextBuffer {
  /// Appends a scalar value that stands for `origin`.
  @inline(__always)
  public mutating func append(scalar: UInt32, from origin: @autoclosure () -> Origin) {
    storeOrigins()
    let length = bytes.append(scalar: scalar)
    guard tracksOrigins else { return }
    let origin = origin()
    for _ in 0..<length { storedOrigins.append(origin) }
  }

  /// Appends UTF-8 bytes that all stand for `origin`.
  public mutating func append(
    contentsOf inserted: some Collection<UInt8>, from origin: @autoclosure () -> Origin
  ) {
    storeOrigins()
    bytes.append(contentsOf: inserted)
    guard tracksOrigins else { return }
    storedOrigins.append(contentsOf: repeatElement(origin(), count: inserted.count))
  }

  /// Appends a byte that stands for `origin`, to a text whose origins are stored.
  @inline(__always)
  mutating func append(_ byte: UInt8, from origin: Origin) {
    bytes.append(byte)
    if tracksOrigins { storedOrigins.append(origin) }
  }

  /// Forgets the text but keeps the memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    storedOrigins.removeAll(keepingCapacity: true)
    unedited = nil
    unalignedCount = 0
  }

  /// Appends a part of `source`, origins included. Both must track alike.
  public mutating func append(_ source: borrowing TextBuffer, range: Range<Int>) {
    storeOrigins()
    if range.isEmpty { return }
    if range.count <= Self.few, source.unedited == nil {
      return appendOneByOne(source, range: range)
    }
    bytes.append(contentsOf: source.bytes[range])
    guard tracksOrigins, source.tracksOrigins else { return }
    source.appendOrigins(of: range, to: &storedOrigins)
  }

  /// So many bytes are sooner appended one by one than by a call for all: letters between marks.
  private static let few = 8

  private mutating func appendOneByOne(_ source: borrowing TextBuffer, range: Range<Int>) {
    for index in range { bytes.append(source.bytes[index]) }
    guard tracksOrigins, source.tracksOrigins else { return }
    for index in range { storedOrigins.append(source.storedOrigins[index]) }
  }

  private func appendOrigins(of range: Range<Int>, to result: inout [Origin]) {
    guard let unedited else {
      result.append(contentsOf: storedOrigins[range])
      return
    }
    var index = range.lowerBound
    while index < range.upperBound {
      let origin = uneditedOrigin(at: index, from: unedited)
      let next = Swift.min(Int(origin.end - unedited), range.upperBound)
      for _ in index..<next { result.append(origin) }
      index = next
    }
  }

  /// Leaves the unedited form: from here on every byte's origin is stored.
  @inline(__always)
  mutating func storeOrigins() {
    if unedited != nil { storeImpliedOrigins() }
  }

  private mutating func storeImpliedOrigins() {
    if tracksOrigins {
      var implied: [Origin] = []
      implied.reserveCapacity(count)
      appendOrigins(of: 0..<count, to: &implied)
      storedOrigins = implied
    }
    unedited = nil
  }
}
