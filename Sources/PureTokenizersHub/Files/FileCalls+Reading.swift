import Foundation

/// What stands at a path; links are not followed.
struct FileStatus: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case file, folder, link, other }
  var kind: Kind
  var size: Int
  var modified: Date
  var identity: FileIdentity
}

/// Tells two files apart, whatever they are called.
struct FileIdentity: Hashable, Sendable {
  var device: UInt64
  var number: UInt64
}

extension FileCalls {
  func status(_ path: String) throws(FileFailure) -> FileStatus {
    var status = stat()
    _ = try check(.status, path) { unsafe lstat(path, &status) }
    return FileStatus(status)
  }

  func status(of descriptor: Int32, path: String) throws(FileFailure) -> FileStatus {
    var status = stat()
    _ = try check(.status, path) { unsafe fstat(descriptor, &status) }
    return FileStatus(status)
  }

  /// The status, or nil when nothing stands there.
  func statusIfPresent(_ path: String) throws(FileFailure) -> FileStatus? {
    do { return try status(path) } catch  where error.isMissing { return nil }
  }

  /// Where the link at `path` points, as it is written in it.
  func readLink(_ path: String) throws(FileFailure) -> String {
    if let code = fault?(.readLink, path) { throw FileFailure(path: path, code: code) }
    var count = 0
    let bytes = unsafe [CChar](unsafeUninitializedCapacity: 4096) { buffer, filled in
      // SAFETY: `readlink` writes at most `buffer.count` bytes and says how many it wrote.
      if let base = buffer.baseAddress { count = unsafe readlink(path, base, buffer.count) }
      filled = max(count, 0)
    }
    guard count >= 0 else { throw FileFailure(path: path, code: errno) }
    return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The path without links, `.` and `..`; fails when nothing stands there.
  func resolved(_ path: String) throws(FileFailure) -> String {
    if let code = fault?(.resolve, path) { throw FileFailure(path: path, code: code) }
    guard let pointer = unsafe realpath(path, nil) else {
      throw FileFailure(path: path, code: errno)
    }
    defer { unsafe free(pointer) }
    return unsafe String(cString: pointer)
  }

  /// The names in a folder, sorted.
  func names(in path: String) throws(FileFailure) -> [String] {
    if let code = fault?(.list, path) { throw FileFailure(path: path, code: code) }
    guard let folder = unsafe opendir(path) else { throw FileFailure(path: path, code: errno) }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      // SAFETY: `readdir` keeps the name, which ends in a zero byte, until the next call.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The bytes of a file, which is not read past `limit`.
  func contents(of path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    // One read takes a file whole unless it is very large: what a cached load needs.
    try forEachChunk(of: path, part: 1 << 26) { chunk throws(FileFailure) in
      guard bytes.count + chunk.count <= limit else {
        throw FileFailure(path: path, code: EFBIG)
      }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    }
    return bytes
  }

  /// Reads a file part by part.
  func forEachChunk(
    of path: String, part: Int = 1 << 20, _ body: ([UInt8]) throws(FileFailure) -> Void
  ) throws(FileFailure) {
    let descriptor = try open(path, O_RDONLY | O_NONBLOCK)
    defer { _ = Foundation.close(descriptor) }
    let size = try status(of: descriptor, path: path).size
    let count = min(max(size + 1, 1 << 12), part)
    while true {
      let chunk = try read(descriptor, count: count, path: path)
      guard !chunk.isEmpty else { return }
      try body(chunk)
    }
  }
}

extension FileStatus {
  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    size = Int(status.st_size)
    #if canImport(Darwin)
    modified = Date(timeIntervalSince1970: Double(status.st_mtimespec.tv_sec))
    #else
    modified = Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec))
    #endif
    identity = FileIdentity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      number: UInt64(truncatingIfNeeded: status.st_ino))
  }
}
