import PureTokenizers

/// Keeps a body in memory, up to a limit.
final class SmallBody: BodyReceiver {
  private let limit: Int
  private let subject: HubError.Subject
  private let content = Lock<[UInt8]>([])

  init(limit: Int, subject: HubError.Subject) { (self.limit, self.subject) = (limit, subject) }

  var bytes: [UInt8] { content.withLock { $0 } }

  func begin(_ head: ResponseHead) -> BodyVerdict {
    guard head.status == 200 else { return .skip }
    guard (head.contentLength ?? 0) <= limit else {
      return .refuse(.tooLarge(subject, size: head.contentLength, limit: limit))
    }
    return .receive
  }

  func receive(_ bytes: [UInt8]) -> HubError? {
    content.withLock { content in
      guard content.count + bytes.count <= limit else {
        return .tooLarge(subject, size: nil, limit: limit)
      }
      content += bytes
      return nil
    }
  }
}
