import PureTokenizers

/// Takes the body of a file from `URLSession`'s threads, and tells how far it has come.
final class PartialBody: BodyReceiver {
  private struct State {
    var file: ArrivingFile
    var progressMark = 0
    var lastTold = ContinuousClock.now
    var isAbandoned = false
  }
  private let onProgress: (@Sendable (HubProgress) -> Void)?
  private let state: Lock<State>

  init(_ metadata: FileMetadata, of request: FileRequest, for hub: HubClient) {
    onProgress = hub.configuration.onProgress
    let file = ArrivingFile(
      metadata, about: request.subject, in: hub.cache.folder(of: request.repository),
      limit: hub.configuration.maximumFileSize)
    state = Lock(State(file: file))
  }

  /// The bytes that are in.
  var count: Int { state.withLock(\.file.count) }
  var expectedSize: Int? { state.withLock(\.file.expectedSize) }

  /// Whether at least a megabyte came in since this was last asked.
  func takeProgress() -> Bool {
    state.withLock { state in
      defer { state.progressMark = state.file.count }
      return state.file.count - state.progressMark >= 1 << 20
    }
  }

  func begin(_ head: ResponseHead) -> BodyVerdict {
    guard head.status == 200 || head.status == 206 else { return .skip }
    do throws(HubError) {
      try state.withLock { state throws(HubError) in
        guard !state.isAbandoned else { throw .cancelled(state.file.subject) }
        try state.file.admit(head)
        state.progressMark = min(state.progressMark, state.file.count)
      }
      return .receive
    } catch {
      return .refuse(error)
    }
  }

  func receive(_ bytes: [UInt8]) -> HubError? {
    do throws(HubError) {
      try state.withLock { state throws(HubError) in try state.file.take(bytes) }
      return nil
    } catch {
      return error
    }
  }

  /// Tells how far the file has come, ten times a second.
  func partIsIn() {
    guard let onProgress else { return }
    let progress = state.withLock { state -> HubProgress? in
      guard !state.isAbandoned, ContinuousClock.now - state.lastTold > .milliseconds(100) else {
        return nil
      }
      state.lastTold = .now
      return HubProgress(state.file, isFinished: false)
    }
    if let progress { onProgress(progress) }
  }

  /// Removes what came in, for good; the transfer that it belongs to may outlive the wait for it.
  func abandon() {
    state.withLock { state in
      state.isAbandoned = true
      state.file.rewind()
    }
  }

  /// Forgets what came in.
  func rewind() {
    state.withLock { state in
      state.progressMark = 0
      state.file.rewind()
    }
  }

  /// Gives the file the name of its contents, if they are what was promised.
  func keep() throws(AttemptFailure) -> ContentID {
    let (id, finished) = try state.withLock { state throws(AttemptFailure) in
      let id = try state.file.keep()
      return (id, HubProgress(state.file, isFinished: true))
    }
    onProgress?(finished)
    return id
  }

  /// What came in is of no use; the next try begins anew.
  func useless(_ problem: String) -> HubError {
    state.withLock { $0.file.useless(problem) }
  }
}

extension HubProgress {
  fileprivate init(_ file: ArrivingFile, isFinished: Bool) {
    self.init(
      subject: file.subject, completedBytes: file.count, totalBytes: file.expectedSize,
      isFinished: isFinished)
  }
}
