/// The folder that holds what has been downloaded, laid out as Python's `huggingface_hub` does.
///
///     models--org--name/
///       blobs/<hash>                    the files, by their content
///       refs/main                       the commit that a branch was at
///       snapshots/<commit>/<file>       a link to a blob, or the file itself
///       .no_exist/<commit>/<file>       what a commit is known not to have
///     .locks/models--org--name/<hash>.lock
///
/// Python loads offline what we put here, and we load what Python put here. Several programs and
/// processes may use one cache at the same time: files appear whole, under their final name.
public struct HubCache: Sendable {
  /// Where the cache is.
  public let directory: String
  let usesSymbolicLinks: Bool
  let usesLocks: Bool
  let files: FileCalls

  /// The cache at `directory`, which need not exist yet.
  public init(directory: String, usesSymbolicLinks: Bool = true) {
    self.init(directory: directory, usesSymbolicLinks: usesSymbolicLinks, files: FileCalls())
  }

  init(
    directory: String, usesSymbolicLinks: Bool, usesLocks: Bool = true, files: FileCalls
  ) {
    // No folder at all would be the file system's root.
    var directory = directory.isEmpty ? "." : directory
    while directory.count > 1, directory.hasSuffix("/") { directory.removeLast() }
    self.directory = directory
    self.usesSymbolicLinks = usesSymbolicLinks
    self.usesLocks = usesLocks
    self.files = files
  }

  func folder(of repository: RepositoryID) -> RepositoryFolder {
    RepositoryFolder(cache: self, repository: repository)
  }
}

/// Where a repository's files are in the cache.
struct RepositoryFolder: Sendable {
  let cache: HubCache
  let repository: RepositoryID

  var files: FileCalls { cache.files }
  /// The folder's name in the cache.
  var name: String { repository.folderName }
  var path: String { "\(cache.directory)/\(name)" }
  var blobs: String { path + "/blobs" }
  var snapshots: String { path + "/snapshots" }

  func blob(_ id: ContentID) -> String { "\(blobs)/\(id)" }
  func snapshot(_ commit: CommitHash) -> String { "\(snapshots)/\(commit)" }
  func reference(_ revision: Revision) -> String { "\(path)/refs/\(revision)" }
  func pointer(_ file: FileName, at commit: CommitHash) -> String {
    "\(snapshot(commit))/\(file)"
  }
  func absence(_ file: FileName, at commit: CommitHash) -> String {
    "\(path)/.no_exist/\(commit)/\(file)"
  }
  func lock(_ id: ContentID) -> String { "\(cache.directory)/.locks/\(name)/\(id).lock" }
}
