import Foundation
import PureTokenizers

/// What has come in of a file so far: it is written and hashed as it comes, over several tries.
final class PartialBody: BodyReceiver {
  private struct State {
    var file: TemporaryFile?
    var hash: ContentHash
    var expectedSize: Int?
    var progressMark = 0
    var lastTold = ContinuousClock.now
    var isAbandoned = false
  }
  private let metadata: FileMetadata
  private let request: FileRequest
  private let hub: HubClient
  private let state: Lock<State>

  init(_ metadata: FileMetadata, of request: FileRequest, for hub: HubClient) {
    (self.metadata, self.request, self.hub) = (metadata, request, hub)
    let hash = ContentHash(expecting: metadata.contentID, size: metadata.size)
    state = Lock(State(hash: hash, expectedSize: metadata.size))
  }

  private var folder: RepositoryFolder { hub.cache.folder(of: request.repository) }
  private var limit: Int { hub.configuration.maximumFileSize }

  /// The bytes that are in.
  var count: Int { state.withLock(\.hash.count) }
  var expectedSize: Int? { state.withLock(\.expectedSize) }

  /// Whether at least a megabyte came in since this was last asked.
  func takeProgress() -> Bool {
    state.withLock { state in
      defer { state.progressMark = state.hash.count }
      return state.hash.count - state.progressMark >= 1 << 20
    }
  }

  func begin(_ head: ResponseHead) -> BodyVerdict {
    guard head.status == 200 || head.status == 206 else { return .skip }
    do throws(HubError) {
      try state.withLock { state throws(HubError) in try begin(head, &state) }
      return .receive
    } catch {
      return .refuse(error)
    }
  }

  private func begin(_ head: ResponseHead, _ state: inout State) throws(HubError) {
    guard !state.isAbandoned else { throw .cancelled(request.subject) }
    let start = state.hash.count
    if head.status == 206 {
      let total = try checkedTotal(head, start: start)
      guard state.expectedSize == nil || total == nil || total == state.expectedSize else {
        throw restart("its size has changed")
      }
    } else if start > 0 {
      // The server does not do ranges, and begins at the beginning.
      try rewind(&state)
    }
    let isEncoded = (head.headers["content-encoding"] ?? "identity") != "identity"
    if !isEncoded, let length = head.contentLength {
      try check(size: length + (head.status == 206 ? start : 0), &state)
    }
    if state.file == nil { state.file = try newFile() }
  }

  /// The whole size that a 206 names, which must begin where we are.
  private func checkedTotal(_ head: ResponseHead, start: Int) throws(HubError) -> Int? {
    // bytes 100-199/200
    let range = (head.headers["content-range"] ?? "").trimmed
    guard range.hasPrefix("bytes "), let dash = range.firstIndex(of: "-"),
      let slash = range.firstIndex(of: "/"),
      Int(range.dropFirst(6).prefix(upTo: dash)) == start
    else { throw restart("the server sent another part of it than was asked for") }
    return Int(range[slash...].dropFirst())
  }

  private func check(size: Int, _ state: inout State) throws(HubError) {
    guard size <= limit else { throw .tooLarge(request.subject, size: size, limit: limit) }
    guard let expected = state.expectedSize else {
      state.expectedSize = size
      if state.hash.count == 0 {
        state.hash = ContentHash(expecting: metadata.contentID, size: size)
      }
      return
    }
    guard size == expected else {
      throw restart("\(size) bytes are announced where \(expected) were promised")
    }
  }

  func receive(_ bytes: [UInt8]) -> HubError? {
    do throws(HubError) {
      let progress = try state.withLock { state throws(HubError) in try take(bytes, &state) }
      if let progress { hub.configuration.onProgress?(progress) }
      return nil
    } catch {
      return error
    }
  }

  private func take(_ bytes: [UInt8], _ state: inout State) throws(HubError) -> HubProgress? {
    let total = state.hash.count + bytes.count
    guard total <= limit else { throw .tooLarge(request.subject, size: nil, limit: limit) }
    guard total <= state.expectedSize ?? limit else {
      throw restart("more bytes came than the file has")
    }
    let file = state.file
    try HubError.cache { () throws(FileFailure) in try file?.write(bytes) }
    state.hash.update(bytes)
    guard hub.configuration.onProgress != nil,
      ContinuousClock.now - state.lastTold > .milliseconds(100)
    else { return nil }
    state.lastTold = .now
    return progress(state, isFinished: false)
  }

  /// Removes what came in, for good; the transfer that it belongs to may outlive the wait for it.
  func abandon() {
    state.withLock { state in
      state.isAbandoned = true
      state.file = nil
    }
  }

  /// Forgets what came in.
  func rewind() throws(FileFailure) {
    try state.withLock { state throws(FileFailure) in
      // A new file: somebody may have taken the old one away.
      state.file = nil
      reset(&state)
    }
  }

  private func rewind(_ state: inout State) throws(HubError) {
    state.file = nil
    reset(&state)
  }

  private func reset(_ state: inout State) {
    state.expectedSize = metadata.size
    state.progressMark = 0
    state.hash = ContentHash(expecting: metadata.contentID, size: metadata.size)
  }

  /// Gives the file the name of its contents, if they are what was promised.
  func keep() throws(AttemptFailure) -> ContentID {
    let (id, finished) = try state.withLock { state throws(AttemptFailure) in
      let id = try checkedID(state)
      guard let file = state.file else { throw AttemptFailure(restart("nothing came")) }
      do throws(FileFailure) {
        try folder.clearFolder(at: folder.blob(id))
        try file.keep(as: folder.blob(id))
        try folder.files.syncFolder(folder.blobs)
      } catch {
        // Somebody tidied up and took the file for a dead one's: it has to be got again.
        if error.code == ENOENT { throw AttemptFailure(restart("its temporary file is gone")) }
        throw AttemptFailure(HubError(error))
      }
      state.file = nil
      return (id, progress(state, isFinished: true))
    }
    hub.configuration.onProgress?(finished)
    return id
  }

  private func checkedID(_ state: State) throws(AttemptFailure) -> ContentID {
    if let expected = state.expectedSize, state.hash.count < expected {
      let problem = "the connection ended after \(state.hash.count) of \(expected) bytes"
      throw AttemptFailure(.transport(request.subject, problem: problem))
    }
    guard let wanted = metadata.contentID else {
      guard let id = state.hash.contentID else {
        throw AttemptFailure(restart("it has no hash"))
      }
      return id
    }
    if state.hash.contentID == wanted { return wanted }
    // Git's hash begins with the size, which was not known until now.
    if let path = state.file?.path, state.expectedSize == nil,
      (try? ContentHash.contentID(of: path, like: wanted, with: folder.files)) == wanted
    {
      return wanted
    }
    throw AttemptFailure(restart("the bytes are not those that the Hub has (hash differs)"))
  }

  /// What came in is of no use; the next try begins anew.
  func restart(_ problem: String) -> HubError {
    .corrupt(request.subject, path: nil, problem: problem)
  }

  private func progress(_ state: State, isFinished: Bool) -> HubProgress {
    HubProgress(
      subject: request.subject, completedBytes: state.hash.count, totalBytes: state.expectedSize,
      isFinished: isFinished)
  }

  private func newFile() throws(HubError) -> TemporaryFile {
    let name = metadata.contentID?.description ?? "unnamed"
    let folder = folder
    return try HubError.cache { () throws(FileFailure) in
      try TemporaryFile(for: name, in: folder.blobs, with: folder.files)
    }
  }
}
