import Foundation

/// What has come in of a file so far: it is written and hashed as it comes, over several tries.
struct ArrivingFile: Sendable {
  let metadata: FileMetadata
  let subject: HubError.Subject
  let folder: RepositoryFolder
  /// The largest size that is taken.
  let limit: Int

  private(set) var file: TemporaryFile?
  private(set) var hash: ContentHash
  /// The size of the whole, once anybody has told.
  private(set) var expectedSize: Int?

  init(
    _ metadata: FileMetadata, about subject: HubError.Subject, in folder: RepositoryFolder,
    limit: Int
  ) {
    (self.metadata, self.subject, self.folder, self.limit) = (metadata, subject, folder, limit)
    hash = ContentHash(expecting: metadata.contentID, size: metadata.size)
    expectedSize = metadata.size
  }

  /// The bytes that are in.
  var count: Int { hash.count }

  /// Opens the file that the bytes go to, unless it is open.
  mutating func open() throws(HubError) {
    guard file == nil else { return }
    let name = metadata.contentID?.description ?? "unnamed"
    let folder = folder
    file = try HubError.cache { () throws(FileFailure) in
      try TemporaryFile(for: name, in: folder.blobs, with: folder.files)
    }
  }

  /// Takes the next bytes.
  mutating func take(_ bytes: [UInt8]) throws(HubError) {
    let total = count + bytes.count
    guard total <= limit else { throw .tooLarge(subject, size: nil, limit: limit) }
    guard total <= expectedSize ?? limit else { throw useless("more bytes came than the file has") }
    let file = file
    try HubError.cache { () throws(FileFailure) in try file?.write(bytes) }
    hash.update(bytes)
  }

  /// Takes the size that an answer announces, which must be the one that was promised.
  mutating func take(announcedSize size: Int) throws(HubError) {
    guard size <= limit else { throw .tooLarge(subject, size: size, limit: limit) }
    guard let expected = expectedSize else {
      expectedSize = size
      if count == 0 { hash = ContentHash(expecting: metadata.contentID, size: size) }
      return
    }
    guard size == expected else {
      throw useless("\(size) bytes are announced where \(expected) were promised")
    }
  }

  /// Forgets what came in. The file is closed as well: somebody may have taken its name away.
  mutating func rewind() {
    file = nil
    self = ArrivingFile(metadata, about: subject, in: folder, limit: limit)
  }

  /// Gives the file the name of its contents, if they are what was promised.
  mutating func keep() throws(AttemptFailure) -> ContentID {
    let id = try checkedID()
    guard let file else { throw AttemptFailure(useless("nothing came")) }
    do throws(FileFailure) {
      try folder.clearFolder(at: folder.blob(id))
      try file.keep(as: folder.blob(id))
      try folder.files.syncFolder(folder.blobs)
    } catch {
      // Somebody tidied up and took the file for a dead one's: it has to be got again.
      if error.code == ENOENT { throw AttemptFailure(useless("its temporary file is gone")) }
      throw AttemptFailure(HubError(error))
    }
    self.file = nil
    return id
  }

  private func checkedID() throws(AttemptFailure) -> ContentID {
    if let expectedSize, count < expectedSize {
      let problem = "the connection ended after \(count) of \(expectedSize) bytes"
      throw AttemptFailure(.transport(subject, problem: problem))
    }
    guard let wanted = metadata.contentID else {
      guard let id = hash.contentID else { throw AttemptFailure(useless("it has no hash")) }
      return id
    }
    if hash.contentID == wanted { return wanted }
    // Git's hash begins with the size, which was not known until now.
    if let path = file?.path, expectedSize == nil,
      (try? ContentHash.contentID(of: path, like: wanted, with: folder.files)) == wanted
    {
      return wanted
    }
    throw AttemptFailure(useless("the bytes are not those that the Hub has (hash differs)"))
  }

  /// What came in is of no use; the next try begins anew.
  func useless(_ problem: String) -> HubError {
    .corrupt(subject, path: nil, problem: problem)
  }
}
