import Testing

@testable import PureTokenizers

@Suite struct JSONWriterTests {
  private static func text(_ style: JSONWriter.Style) -> String {
    var json = JSONWriter(style: style)
    json.objectElement { json in
      json.field("text", Array("é\"\\/\n\u{1}\u{7F}\u{1F}".utf8))
      json.field("none", nil as String?)
      json.field("flag", true)
      json.field("number", 7)
      json.field("id", TokenID.max)
      json.field("score", -0.5)
      json.array("empty") { _ in }
      json.object("nothing") { _ in }
      json.array("list") { json in
        json.element("a")
        json.arrayElement { $0.element(1) }
        json.objectElement { $0.field("k", 2) }
      }
      json.null("end")
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test("compact text has no white space")
  func compact() {
    #expect(
      Self.text(.compact) == #"{"text":"é\"\\/\n\u0001"# + "\u{7F}" + #"\u001f","none":null,"#
        + #""flag":true,"number":7,"id":4294967295,"score":-0.5,"empty":[],"nothing":{},"#
        + #""list":["a",[1],{"k":2}],"end":null}"#)
  }

  @Test("pretty text is indented by two spaces, and empty containers stay closed")
  func pretty() {
    let expected = #"""
      {
        "text": "é\"\\/\n\u0001DELETE\u001f",
        "none": null,
        "flag": true,
        "number": 7,
        "id": 4294967295,
        "score": -0.5,
        "empty": [],
        "nothing": {},
        "list": [
          "a",
          [
            1
          ],
          {
            "k": 2
          }
        ],
        "end": null
      }
      """#
    #expect(Self.text(.pretty) == expected.replacing("DELETE", with: "\u{7F}"))
  }

  @Test("a stage that cannot be saved is a problem, not a hole")
  func unsavable() {
    struct Mine {}
    var json = JSONWriter(style: .compact)
    json.objectElement { $0.field("normalizer", stage: Mine()) }
    #expect(json.problem?.description == "Mine: cannot be saved (a stage that is LoadableStage)")
  }
}
