/// Finds out whether bytes are what their id says, while they come in.
struct ContentHash: Sendable {
  private var sha256 = RunningHash(SHA256())
  private var sha1: RunningHash<SHA1>?
  private(set) var count = 0

  /// - Parameter size: the size of the whole file, which git's hash begins with.
  init(expecting id: ContentID?, size: Int?) {
    guard let id, id.isGitHash, let size else { return }
    sha1 = RunningHash(SHA1())
    sha1?.update(Array("blob \(size)".utf8) + [0])
  }

  mutating func update(_ bytes: [UInt8]) {
    count += bytes.count
    if sha1 != nil { sha1?.update(bytes) } else { sha256.update(bytes) }
  }

  /// The id of what came in: git's when that was expected and the size was known.
  var contentID: ContentID? { ContentID(sha1?.hexadecimal ?? sha256.hexadecimal) }

  /// The id of a file on disk, of the same kind as `id`.
  static func contentID(
    of path: String, like id: ContentID?, with files: FileCalls
  ) throws(FileFailure) -> ContentID? {
    let size = try files.status(path).size
    var hash = ContentHash(expecting: id, size: size)
    try files.forEachChunk(of: path) { hash.update($0) }
    return hash.contentID
  }
}
