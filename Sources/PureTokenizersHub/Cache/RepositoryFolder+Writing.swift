import Foundation

/// Everything here appears under its final name at once and whole, whatever happens in between.
extension RepositoryFolder {
  /// Makes the folders that a download needs, and says in the cache that it is one.
  func prepare() throws(FileFailure) {
    try files.makeRoot(cache.directory)
    try markCache()
    for part in ["blobs", "snapshots", "refs"] {
      try files.makeFolders("\(name)/\(part)", below: cache.directory)
    }
  }

  /// Whether a blob has just been written, so that nothing else can point to it.
  enum BlobAge { case new, old }

  /// Makes the blob the file `name` of `commit`.
  func point(
    _ name: FileName, at commit: CommitHash, to id: ContentID, _ age: BlobAge
  ) throws(FileFailure) -> CachedFile {
    let path = pointer(name, at: commit)
    try makeParent(of: path)
    let target = String(repeating: "../", count: 2 + name.depth) + "blobs/\(id)"
    if try !link(path, to: target) { try place(id, age, at: path) }
    try files.syncFolder(path.parentFolder)
    guard let file = file(name, at: commit) else { throw FileFailure(path: path, code: ENOENT) }
    return file
  }

  /// Remembers the commit of a revision.
  func remember(_ commit: CommitHash, of revision: Revision) throws(FileFailure) {
    guard revision.commit == nil else { return }
    let path = reference(revision)
    if (try? files.contents(of: path, limit: 256)) == Array(commit.description.utf8),
      try files.status(path).kind == .file
    {
      return
    }
    try makeParent(of: path)
    try write(Array(commit.description.utf8), to: path)
    try files.syncFolder(path.parentFolder)
  }

  /// Remembers that the commit does not have a file.
  func rememberAbsence(of name: FileName, at commit: CommitHash) throws(FileFailure) {
    guard !isKnownAbsent(name, at: commit) else { return }
    try prepare()
    let path = absence(name, at: commit)
    try makeParent(of: path)
    try write([], to: path)
  }

  /// Removes a file that turned out to be damaged, with its blob.
  func discard(_ file: CachedFile) throws(FileFailure) {
    // The blob may be in the store that several repositories share; the link to it goes then.
    if let id = file.contentID { try? files.unlink(blob(id)) }
    try files.unlink(file.path)
  }

  /// Writes a small file by way of a temporary one.
  private func write(_ bytes: [UInt8], to path: String) throws(FileFailure) {
    try clearFolder(at: path)
    let temporary = try TemporaryFile(for: "text", in: blobs, with: files)
    try temporary.write(bytes)
    try temporary.keep(as: path)
  }

  /// Makes `path` a link; false where there are none.
  private func link(_ path: String, to target: String) throws(FileFailure) -> Bool {
    guard cache.usesSymbolicLinks else { return false }
    if (try? files.readLink(path)) == target { return true }
    try clearFolder(at: path)
    let temporary = "\(blobs)/\(TemporaryName(blob: "link"))"
    do {
      try files.link(temporary, to: target)
    } catch  where [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(error.code) {
      return false
    }
    do {
      try files.rename(temporary, to: path)
    } catch {
      try? files.unlink(temporary)
      throw error
    }
    return true
  }

  /// Without links a new blob becomes the file, and one that may be another commit's is copied.
  private func place(_ id: ContentID, _ age: BlobAge, at path: String) throws(FileFailure) {
    try clearFolder(at: path)
    guard age == .old else { return try files.rename(blob(id), to: path) }
    let temporary = try TemporaryFile(for: "copy", in: blobs, with: files)
    try files.forEachChunk(of: blob(id)) { chunk throws(FileFailure) in
      try temporary.write(chunk)
    }
    try temporary.keep(as: path)
  }

  /// An empty folder where a file belongs is somebody's mistake, and makes room.
  func clearFolder(at path: String) throws(FileFailure) {
    guard try files.statusIfPresent(path)?.kind == .folder else { return }
    try files.removeFolder(path)
  }

  private func makeParent(of path: String) throws(FileFailure) {
    let parent = path.parentFolder
    try files.makeFolders(
      String(parent.dropFirst(cache.directory.count + 1)), below: cache.directory)
  }

  /// Backup programs leave out folders that have this file; Python writes the same one.
  private func markCache() throws(FileFailure) {
    let path = cache.directory + "/CACHEDIR.TAG"
    guard try files.statusIfPresent(path) == nil else { return }
    guard let descriptor = try? files.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW) else {
      return
    }
    defer { _ = close(descriptor) }
    try? files.write(Array(Self.cacheMark.utf8), to: descriptor, path: path)
  }

  private static let cacheMark = """
    Signature: 8a477f597d28d172789f06886806bc55
    # This file is a cache directory tag created by PureTokenizers.
    # For information about cache directory tags, see:
    #\thttps://bford.info/cachedir/

    """
}
