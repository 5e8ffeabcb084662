import Foundation

extension FileCalls {
  /// Makes the folders of `relativePath` below `root`, none of which may be a link.
  ///
  /// The root itself and what is above it may be links: they are the user's choice.
  func makeFolders(_ relativePath: String, below root: String) throws(FileFailure) {
    var path = root
    for name in relativePath.split(separator: "/") {
      path += "/" + name
      try makeFolder(path)
    }
  }

  /// Makes a folder and those above it.
  func makeRoot(_ path: String) throws(FileFailure) {
    do {
      _ = try resolved(path)
    } catch  where error.isMissing {
      let parent = path.parentFolder
      if !parent.isEmpty { try makeRoot(parent) }
      try makeFolder(path)
    }
  }

  private func makeFolder(_ path: String) throws(FileFailure) {
    do {
      _ = try check(.makeFolder, path) { unsafe mkdir(path, 0o777) }
    } catch  where error.code == EEXIST || error.code == EROFS || error.code == EACCES {
      guard try status(path).kind == .folder else {
        throw FileFailure(path: path, code: ENOTDIR)
      }
    }
  }

  /// Makes the names in a folder last, as far as the file system lets one.
  func syncFolder(_ path: String) throws(FileFailure) {
    guard let descriptor = try? open(path, O_RDONLY | O_DIRECTORY) else { return }
    defer { _ = Foundation.close(descriptor) }
    do { try sync(descriptor, path: path) } catch  where error.code == EINVAL {}
  }

  /// Removes what stands at `path` with all that is below; links are removed, never followed.
  func removeTree(_ path: String) throws(FileFailure) {
    guard let status = try statusIfPresent(path) else { return }
    guard status.kind == .folder else { return try unlink(path) }
    for name in try names(in: path) { try removeTree(path + "/" + name) }
    try removeFolder(path)
  }
}

extension String {
  /// The path up to the last `/`: "a/b" → "a". Foundation's would tidy up the rest as well.
  var parentFolder: String { lastIndex(of: "/").map { String(self[..<$0]) } ?? "" }
}
