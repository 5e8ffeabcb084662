/// Bytes as a key of a dictionary or set, hashed all at once; an array's own hash goes byte by byte.
struct ContentKey: Hashable, Sendable {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  func hash(into hasher: inout Hasher) {
    // SAFETY: the buffer is only read, within the call.
    unsafe bytes.withUnsafeBytes { buffer in unsafe hasher.combine(bytes: buffer) }
  }
}
