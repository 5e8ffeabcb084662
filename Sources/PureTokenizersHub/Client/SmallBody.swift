import PureTokenizers

/// Keeps a body in memory, up to a limit.
final class SmallBody: BodyReceiver {
  private let limit: Int
  private let subject: HubError.Subject
  private let content = Lock<[UInt8]>([])

  init(limit: Int, subject: HubError.Subject) { (self.limit, self.subject) = (limit, subject) }

  var bytes: [UInt8] { content.withLock { $0 } }

  func begin(_ head: ResponseHead) -> BodyVerdict {
    if let size = head.contentLength, size > limit {
      return .refuse(.tooLarge(subject, size: size, limit: limit))
    }
    return head.status == 200 ? .receive : .skip
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
