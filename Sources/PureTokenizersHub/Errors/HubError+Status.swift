extension Conversation {
  /// What the server answered, for an error.
  func answer(_ head: ResponseHead) -> HubError.Answer {
    HubError.Answer(
      subject: subject, status: head.status, message: message(of: head),
      requestID: requestID(of: head),
      hadToken: endpoint.token != nil && !endpoint.withholdsToken)
  }

  /// What the server says about the failure: no page, no more than 1 KB, on one line.
  private func message(of head: ResponseHead) -> String? {
    guard let text = head.headers["x-error-message"], !text.isEmpty, !text.contains("<") else {
      return nil
    }
    return redacted(text).printable(limit: 1000)
  }

  private func requestID(of head: ResponseHead) -> String? {
    for name in ["x-request-id", "x-amzn-trace-id", "x-amz-cf-id"] {
      if let id = head.headers[name], !id.isEmpty { return redacted(id).printable(limit: 100) }
    }
    return nil
  }

  /// `text` without the token, should the server have repeated it.
  ///
  /// It goes byte by byte, because a mark that follows would make the token's last letter another
  /// character; and before anything is cut off, which would leave a part of the token.
  func redacted(_ text: String) -> String {
    guard let token = endpoint.token?.utf8 else { return text }
    var rest = Substring(text).utf8
    var result: [UInt8] = []
    while let first = rest.first {
      let isToken = rest.starts(with: token)
      result += isToken ? Array("<token>".utf8) : [first]
      rest = rest.dropFirst(isToken ? token.count : 1)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The error that an answer without success means; the codes are those of the Hub.
  func failure(_ head: ResponseHead) -> AttemptFailure {
    let answer = answer(head)
    let delay = head.serverDelay()
    let error: HubError =
      switch (head.status, head.headers["x-error-code"]) {
      case (401, "RepoNotFound"), (403, "RepoNotFound"), (404, "RepoNotFound"):
        .repositoryNotFound(answer)
      case (401, "GatedRepo"), (403, "GatedRepo"): .gated(answer)
      case (401, _): .unauthorized(answer)
      case (403, _): .forbidden(answer)
      case (404, "RevisionNotFound"): .revisionNotFound(answer)
      case (404, "EntryNotFound"): .fileNotFound(answer)
      case (429, _):
        .rateLimited(answer, retryAfter: delay.map { Int($0.components.seconds) })
      default: .http(answer)
      }
    return AttemptFailure(error, serverDelay: delay)
  }
}
