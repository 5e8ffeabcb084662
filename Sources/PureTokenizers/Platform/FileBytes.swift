#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Android)
import Android
#endif

/// Whole files as bytes, without Foundation.
enum FileBytes {
  /// The bytes of the file at `path`.
  static func contents(of path: String) throws(TokenizerError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "cannot be opened") }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure(path, "cannot be read") }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .unreadableFile(path: path, problem: "is a directory (a tokenizer.json is expected)")
    }
    return try contents(of: descriptor, path: path, expected: max(Int(status.st_size), 0))
  }

  /// Whether there is a folder at `path`.
  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Reads to the end, whatever size was expected: a pipe has none, and a file may grow.
  private static func contents(
    of descriptor: Int32, path: String, expected: Int
  ) throws(TokenizerError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected + 1)
    var isAtEnd = false
    var isReadable = true
    while !isAtEnd {
      let chunk = max(min(expected + 1 - bytes.count, 1 << 30), 1 << 16)
      let part = unsafe [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
        unsafe LargeMemory.advise(UnsafeMutableRawBufferPointer(buffer))
        // SAFETY: `read` writes at most `buffer.count` bytes and says how many it wrote.
        let got = unsafe read(descriptor, buffer.baseAddress, buffer.count)
        count = max(got, 0)
        isReadable = got >= 0
        isAtEnd = got <= 0
      }
      if bytes.isEmpty { bytes = part } else { bytes += part }
    }
    guard isReadable else { throw failure(path, "cannot be read") }
    return bytes
  }

  /// Replaces the file at `path` by `bytes`.
  static func store(_ bytes: [UInt8], at path: String) throws(TokenizerError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path, "cannot be written") }
    var isWritten = unsafe bytes.withUnsafeBytes { buffer in
      var rest = unsafe buffer[...]
      while unsafe !rest.isEmpty {
        // SAFETY: the pointer and the count are those of the part that is left.
        let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
        let count = unsafe write(descriptor, part.baseAddress, part.count)
        guard count > 0 else { return false }
        unsafe rest = rest.dropFirst(count)
      }
      return true
    }
    if close(descriptor) != 0 { isWritten = false }
    guard isWritten else { throw failure(path, "cannot be written") }
  }

  private static func failure(_ path: String, _ problem: String) -> TokenizerError {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "unknown reason"
    return .unreadableFile(path: path, problem: "\(problem): \(reason.lowercased())")
  }
}
