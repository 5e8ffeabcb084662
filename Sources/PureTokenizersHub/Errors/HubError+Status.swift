extension Conversation {
  /// What the server answered, for an error.
  func answer(_ head: ResponseHead) -> HubError.Answer {
    HubError.Answer(
      subject: subject, status: head.status, message: head.message.map(redacted),
      requestID: head.requestID.map(redacted),
      hadToken: endpoint.token != nil && !endpoint.withholdsToken)
  }

  /// `text` without the token, should the server have repeated it.
  func redacted(_ text: String) -> String {
    guard let token = endpoint.token else { return text }
    return text.split(separator: token, omittingEmptySubsequences: false).joined(
      separator: "<token>")
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

extension ResponseHead {
  /// What the server says about the failure: no page, no more than 1 KB, on one line.
  fileprivate var message: String? {
    guard let text = headers["x-error-message"], !text.contains("<") else { return nil }
    return text.isEmpty ? nil : text.printable(limit: 1000)
  }

  fileprivate var requestID: String? {
    for name in ["x-request-id", "x-amzn-trace-id", "x-amz-cf-id"] {
      if let id = headers[name], !id.isEmpty { return id.printable(limit: 100) }
    }
    return nil
  }
}
