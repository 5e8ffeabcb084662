import Testing

@testable import PureTokenizersHub

@Suite("Hashes")
struct HashTests {
  // From FIPS 180 and RFC 3174.
  @Test(
    "known texts have known hashes",
    arguments: [
      (
        "", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      ),
      (
        "abc", "a9993e364706816aba3e25717850c26c9cd0d89d",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      ),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func known(text: String, sha1: String, sha256: String) {
    var first = RunningHash(SHA1())
    var second = RunningHash(SHA256())
    first.update(Array(text.utf8))
    second.update(Array(text.utf8))
    #expect(first.hexadecimal == sha1)
    #expect(second.hexadecimal == sha256)
  }

  @Test("parts of any size give the hash of the whole")
  func parts() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var whole = RunningHash(SHA256())
    whole.update(bytes)
    for size in [1, 3, 55, 56, 63, 64, 65, 127, 128, 999] {
      var parts = RunningHash(SHA256())
      for start in stride(from: 0, to: bytes.count, by: size) {
        parts.update(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(parts.hexadecimal == whole.hexadecimal)
    }
  }

  @Test(
    "an etag is taken only when it is a plain hash",
    arguments: [
      ("\"3f1a1464478f8e660c79a95214acb70249a7cf54\"", true),
      ("W/\"3f1a1464478f8e660c79a95214acb70249a7cf54\"", true),
      ("\"../../../etc/passwd\"", false), ("\"3F1A1464478F8E660C79A95214ACB70249A7CF54\"", false),
      ("", false), ("\"", false), ("\"\"", false), ("\"abc\"", false),
      ("3f1a1464478f8e660c79a95214acb70249a7cf5/", false),
    ])
  func etags(text: String, isTaken: Bool) {
    #expect((ContentID(etag: text) != nil) == isTaken)
  }
}
