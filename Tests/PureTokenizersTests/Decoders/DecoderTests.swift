import Testing

@testable import PureTokenizers

@Suite("Decoders")
struct DecoderTests {
  @Test("decoders do what Hugging Face's do", arguments: StageRow.all(in: "decoders"))
  func answers(_ row: StageRow) throws {
    let stage = try decoder(row)
    for answer in row.answers {
      let tokens = try answer.elements[0].arrayValue().map { try $0.bytesValue() }
      // Hugging Face panics where the answer is null.
      let expected = answer.elements[1].isNull ? nil : try answer.elements[1].bytesValue()
      let found = try? Array(stage.decode(tokens).joined())
      #expect(
        found == expected, "\(row.stage): \(tokens.map { String(decoding: $0, as: UTF8.self) })")
    }
  }

  @Test("decoders are saved as Hugging Face saves them", arguments: StageRow.all(in: "decoders"))
  func saving(_ row: StageRow) throws {
    #expect(try saved(decoder(row)) == row.stage)
  }

  @Test("a token that is too short to be stripped is an error")
  func tooShort() {
    #expect {
      try StripDecoder(start: 0, stop: 2).decode([Array(" ".utf8)])
    } throws: {
      "\($0)" == "decoder: a token is too short to be stripped (start 0, stop 2)"
    }
  }

  @Test(
    "what a file gets wrong is found when it is loaded",
    arguments: [
      (#"{"type":"BPEDecoder"}"#, "suffix: required, but not present"),
      (
        #"{"type":"Strip","content":"","start":0,"stop":0}"#,
        "content: an empty string (a string of one character)"
      ),
      (
        #"{"type":"Strip","content":" ","start":-1,"stop":0}"#,
        "start: -1 is too small (at least 0)"
      ),
      (
        #"{"type":"Sequence","decoders":[{"type":"CTC","pad_token":"p"}]}"#,
        "decoders[0].word_delimiter_token: required, but not present"
      ),
    ])
  func problem(_ json: String, _ message: String) {
    #expect {
      try StageLoader().decoder(from: JSON(Array(json.utf8)))
    } throws: {
      "\($0)" == message
    }
  }

  private func decoder(_ row: StageRow) throws -> any TokenDecoder {
    try StageLoader().decoder(from: row.json())
  }
}
