import Foundation

extension HubError: CustomStringConvertible {
  /// One line: what was asked for, what happened, and in parentheses what to do.
  public var description: String {
    switch self {
    case .invalidModel(let name, let problem):
      "model \(shown(name)) \(problem) (a name as on the Hub, such as gpt2 or owner/name)"
    case .invalidRevision(let name, let problem):
      "revision \(shown(name)) \(problem) (a branch, tag, commit or refs/pr/N)"
    case .invalidFileName(let name, let problem):
      "file \(shown(name)) \(problem) (a path inside the repository, such as tokenizer.json)"
    case .invalidConfiguration(let name, let problem): "\(name) \(problem)"
    case .unauthorized(let answer), .gated(let answer), .forbidden(let answer),
      .repositoryNotFound(let answer), .revisionNotFound(let answer), .fileNotFound(let answer),
      .rateLimited(let answer, _), .http(let answer):
      "\(answer.subject): \(whatHappened(answer))\(answer.said) (\(whatToDo(answer)))"
    case .unexpectedAnswer(let answer, let problem):
      "\(answer.subject): \(problem)\(answer.said) "
        + "(is the endpoint a Hub? is a proxy or a log-in page in between?)"
    case .unsafeRedirect(let answer, let problem):
      "\(answer.subject): \(problem)\(answer.said) (check the endpoint, and proxies in between)"
    case .tooLarge(let subject, let size, let limit):
      "\(subject): \(size.map { "\($0) bytes" } ?? "the body") is over the limit of \(limit) bytes "
        + (subject.file == nil
          ? "(no listing is that long; is the endpoint a Hub?)"
          : "(raise maximumFileSize, or --max-size, if you trust it)")
    case .notCached(let subject, let cached): "\(subject): \(notCached(cached))"
    case .timedOut(let subject, let problem):
      "\(subject): \(problem) (try again, or give more time: timeouts, HF_HUB_ETAG_TIMEOUT, HF_HUB_DOWNLOAD_TIMEOUT)"
    case .corrupt(let subject, let path, let problem): "\(subject): \(corrupt(path, problem))"
    case .transport(let subject, let problem):
      "\(subject): \(problem) (check the network, the endpoint and the proxy; a tokenizer.json "
        + "on this machine loads by its path)"
    case .cacheFailure(let path, let problem):
      "\(path): \(problem) (choose another folder with HF_HUB_CACHE, or make this one writable)"
    case .invalidTokenizer(let subject, let path, let error):
      "\(subject): \(error) (the file is whole, at \(path))"
    case .cancelled(let subject): "\(subject): cancelled"
    }
  }

  /// The same without what to do, for a failure that is dealt with already.
  var withoutAdvice: String {
    let text = description
    guard text.hasSuffix(")"), let advice = text.range(of: " (", options: .backwards) else {
      return text
    }
    return String(text[..<advice.lowerBound])
  }

  private func whatHappened(_ answer: Answer) -> String {
    switch self {
    case .unauthorized: answer.hadToken ? "the token was not accepted" : "needs a token"
    case .gated: "the model is gated"
    case .forbidden: "access is refused"
    case .repositoryNotFound: "no such model, or it is private"
    case .revisionNotFound: "the model has no such revision"
    case .fileNotFound: "the model has no such file"
    case .rateLimited(_, let seconds):
      "too many requests\(seconds.map { ", wait \($0) s" } ?? "")"
    default: "HTTP status \(answer.status)"
    }
  }

  private func whatToDo(_ answer: Answer) -> String {
    switch self {
    case .unauthorized:
      answer.hadToken
        ? "make a new one at huggingface.co/settings/tokens" : "set HF_TOKEN, or give token:"
    case .gated:
      "ask for access on the model's page, then use a token of that account"
        + (answer.hadToken ? "" : " in HF_TOKEN")
    case .forbidden: "check what the token permits, and whether the model's page still opens"
    case .repositoryNotFound:
      "check the spelling" + (answer.hadToken ? "" : "; a private one needs a token in HF_TOKEN")
    case .revisionNotFound: "main is the default; the model's page lists branches and tags"
    case .fileNotFound:
      answer.subject.file == "tokenizer.json"
        ? "Python's AutoTokenizer.from_pretrained(…).save_pretrained(…) can make one"
        : "the model's page lists its files"
    case .rateLimited: "try again later; a token raises the limit"
    default: answer.status >= 500 ? "the server has a problem: try later" : "check the endpoint"
    }
  }

  private func notCached(_ cached: [String]) -> String {
    let known =
      cached.isEmpty
      ? "nothing of this model is cached" : "cached: \(cached.joined(separator: ", "))"
    return "not in the cache, and offline; \(known) "
      + "(download it once with `tokenize fetch` where there is a network)"
  }

  private func corrupt(_ path: String?, _ problem: String) -> String {
    guard let path else { return "\(problem) (try again; if it persists, the server is at fault)" }
    return "\(problem), in \(path) (load it once online to repair it, or remove it)"
  }

  /// A name as it may be printed: no control characters, and not endless.
  private func shown(_ name: String) -> String { "\"\(name.printable(limit: 100))\"" }
}

extension HubError.Subject: CustomStringConvertible {
  /// The model, the revision and the file.
  public var description: String {
    let place = file.map { "\(revision), \($0)" } ?? revision
    return "\(model) (\(place))".printable(limit: 1500)
  }
}

extension HubError.Answer {
  /// What the server said and the request's id, for the end of a sentence.
  fileprivate var said: String {
    let id = requestID.map { "request \($0)" }
    let parts = [message.map { "\"\($0)\"" }, id].compactMap { $0 }
    return parts.isEmpty ? "" : ", " + parts.joined(separator: ", ")
  }
}

extension String {
  /// The text on one line, without control characters, and cut off at `limit` characters.
  func printable(limit: Int) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars.prefix(limit) {
      let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      result.append(isControl || scalar.properties.isBidiControl ? "\u{FFFD}" : scalar)
    }
    return String(result) + (unicodeScalars.count > limit ? "…" : "")
  }
}
